namespace KooDrive;

/// <summary>
/// The state of a task (API reference, <c>status</c>). A number that is not listed here is kept as it is.
/// </summary>
public enum TaskStatus
{
    /// <summary>Accepted, not started yet.</summary>
    New = 0,

    /// <summary>Being executed.</summary>
    Executing = 1,

    /// <summary>Ended without an error.</summary>
    Success = 2,

    /// <summary>Ended with an error; <see cref="TaskInfo.ResultCode"/> says which.</summary>
    Failed = 3,
}
