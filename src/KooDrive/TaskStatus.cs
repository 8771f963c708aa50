namespace KooDrive;

/// <summary>
/// The state of a task (API reference, <c>status</c>). A number that is not listed here is kept as it is.
/// </summary>
public enum TaskStatus
{
    /// <summary>Accepted, not started yet.</summary>
    New = 0,

    /// <summary>At work.</summary>
    Executing = 1,

    /// <summary>Ended well.</summary>
    Success = 2,

    /// <summary>Ended badly; <see cref="TaskInfo.ResultCode"/> says why.</summary>
    Failed = 3,
}
