namespace KooDrive;

/// <summary>
/// What a task does (API reference, <c>taskType</c>). A number that is not listed here is kept as it is.
/// </summary>
public enum TaskType
{
    /// <summary>Hands a user's files over to another user, then deletes them at the source.</summary>
    Transfer = 0,

    /// <summary>Imports users in bulk.</summary>
    BatchImport = 1,
}
