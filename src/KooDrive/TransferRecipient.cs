namespace KooDrive;

/// <summary>Who received, or is to receive, the data of a user that was handed over.</summary>
public sealed class TransferRecipient
{
    /// <summary>The id of the user whose data was handed over.</summary>
    public required string SourceUserId { get; init; }

    /// <summary>The id of the user who received it.</summary>
    public required string UserId { get; init; }

    /// <summary>The name of the user who received it; null when the service left it out.</summary>
    public string? Name { get; init; }

    /// <summary>The recipient's id and name, for messages.</summary>
    public override string ToString() => $"{UserId} {Name}";
}
