namespace KooDrive;

/// <summary>
/// What a user may do in KooDrive (API reference, <c>role</c>). A number that is not listed here is kept as it is.
/// </summary>
public enum UserRole
{
    /// <summary>Administers parts of the organization.</summary>
    Administrator = 0,

    /// <summary>Uses KooDrive.</summary>
    User = 1,

    /// <summary>Administers the whole organization.</summary>
    SuperAdministrator = 2,
}
