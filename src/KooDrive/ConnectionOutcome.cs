namespace KooDrive;

/// <summary>What one step of a connection test has come to.</summary>
public enum ConnectionOutcome
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>Something is wrong; <see cref="ConnectionCheck.Detail"/> says what, and what to do.</summary>
    Failed,

    /// <summary>Not looked into; <see cref="ConnectionCheck.Detail"/> says why.</summary>
    Skipped,
}
