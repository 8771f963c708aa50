namespace KooDrive.Client.Diagnostics;

/// <summary>What a step has found.</summary>
/// <param name="Outcome">Passed or failed.</param>
/// <param name="Detail">What there is to say about it.</param>
/// <param name="TookTime">False when an earlier step had found it out already.</param>
internal readonly record struct StepResult(ConnectionOutcome Outcome, string Detail, bool TookTime = true)
{
    public static StepResult Passed(string detail) => new(ConnectionOutcome.Passed, detail);

    public static StepResult Failed(string detail) => new(ConnectionOutcome.Failed, detail);
}
