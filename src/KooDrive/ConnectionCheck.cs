using System;

namespace KooDrive;

/// <summary>One step of a connection test and what it has come to. Holds no secret.</summary>
public sealed class ConnectionCheck
{
    /// <summary>Makes a check.</summary>
    /// <param name="step">What was looked into.</param>
    /// <param name="outcome">What it has come to.</param>
    /// <param name="duration">How long it took; null for not known.</param>
    /// <param name="detail">What was found, for a person.</param>
    public ConnectionCheck(ConnectionStep step, ConnectionOutcome outcome, TimeSpan? duration, string detail)
    {
        Step = step;
        Outcome = outcome;
        Duration = duration;
        Detail = detail;
    }

    /// <summary>What was looked into.</summary>
    public ConnectionStep Step { get; }

    /// <summary>What it has come to.</summary>
    public ConnectionOutcome Outcome { get; }

    /// <summary>How long it took; null when it was skipped, or was found out in the time of another step.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>What was found, for a person: what is in use when it passed, what is wrong and what to do when it failed, why it was skipped.</summary>
    public string Detail { get; }

    /// <summary>Step, outcome and detail, for messages.</summary>
    public override string ToString() => $"{Step} {Outcome}: {Detail}";
}
