namespace KooDrive.Client.Diagnostics;

/// <summary>A check of a connection test, and what is wrong. The caller adds what to do about it.</summary>
/// <param name="Check">The check.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Failure">The failure of the session's own request; null for every other problem.</param>
public sealed record ConnectionFinding(
    ConnectionCheck Check, ConnectionProblem Problem = ConnectionProblem.None, KooDriveException? Failure = null);
