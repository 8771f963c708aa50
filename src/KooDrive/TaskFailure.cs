namespace KooDrive;

/// <summary>A user whom a batch import did not import.</summary>
public sealed class TaskFailure
{
    /// <summary>The id of the import task, to distinguish the failures of several imports.</summary>
    public string? TaskId { get; init; }

    /// <summary>The user's name, as in the list that was imported; null when the service left it out.</summary>
    public string? UserName { get; init; }

    /// <summary>Why the import failed, in the session's language; null when the service left it out.</summary>
    public string? Description { get; init; }

    /// <summary>The user's name and the reason, for messages and tables.</summary>
    public override string ToString() => $"{UserName}: {Description}";
}
