using System;

namespace KooDrive;

/// <summary>One step of a connection test and its outcome. Holds no secret.</summary>
public sealed class ConnectionCheck
{
    /// <summary>Makes a check.</summary>
    /// <param name="step">What was checked.</param>
    /// <param name="outcome">Whether it passed.</param>
    /// <param name="duration">How long it took; null for not known.</param>
    /// <param name="detail">What was found, for a person.</param>
    public ConnectionCheck(ConnectionStep step, ConnectionOutcome outcome, TimeSpan? duration, string detail)
    {
        Step = step;
        Outcome = outcome;
        Duration = duration;
        Detail = detail;
    }

    /// <summary>What was checked.</summary>
    public ConnectionStep Step { get; }

    /// <summary>Whether it passed.</summary>
    public ConnectionOutcome Outcome { get; }

    /// <summary>How long it took; null when it was skipped, or when another step found it out.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>
    /// What was found, for a person: what is in use when it passed, what is wrong and what to do when it failed, why it was skipped.
    /// </summary>
    public string Detail { get; }

    /// <summary>Step, outcome and detail, for messages.</summary>
    public override string ToString() => $"{Step} {Outcome}: {Detail}";
}
