namespace KooDrive;

/// <summary>The outcome of one step of a connection test.</summary>
public enum ConnectionOutcome
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>Something is wrong; <see cref="ConnectionCheck.Detail"/> says what, and what to do.</summary>
    Failed,

    /// <summary>Not checked; <see cref="ConnectionCheck.Detail"/> says why.</summary>
    Skipped,
}
