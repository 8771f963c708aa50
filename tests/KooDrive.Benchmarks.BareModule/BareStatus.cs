namespace KooDrive.Benchmarks;

/// <summary>The status of a task, with the service's numbers.</summary>
public enum BareStatus
{
    New = 0,
    Executing = 1,
    Success = 2,
    Failed = 3,
}
