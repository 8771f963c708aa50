namespace KooDrive;

/// <summary>A user of the organization. Every member is null when the service left it out.</summary>
public sealed class KooDriveUser
{
    /// <summary>The user's name.</summary>
    public string? Name { get; set; }

    /// <summary>The user's KooDrive id: digits, to be treated as text.</summary>
    public string? UserId { get; set; }

    /// <summary>The id of the user's department.</summary>
    public string? DepartmentId { get; set; }

    /// <summary>The name of the user's department.</summary>
    public string? DepartmentName { get; set; }

    /// <summary>What the user may do.</summary>
    public UserRole? Role { get; set; }

    /// <summary>The user's state. The API reference does not explain the numbers.</summary>
    public int? Status { get; set; }

    /// <summary>The user's telephone number: personal data.</summary>
    public string? Mobile { get; set; }

    /// <summary>The user's id in the external system of the users.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The user's id and name, for messages.</summary>
    public override string ToString() => $"{UserId} {Name}";
}
