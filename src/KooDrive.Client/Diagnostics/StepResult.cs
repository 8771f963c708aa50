namespace KooDrive.Client.Diagnostics;

/// <summary>What a step has found.</summary>
/// <param name="Problem">What is wrong; none when it passed.</param>
/// <param name="Detail">What there is to say about it.</param>
/// <param name="TookTime">False when an earlier step had found it out already.</param>
internal readonly record struct StepResult(ConnectionProblem Problem, string Detail, bool TookTime = true)
{
    public ConnectionOutcome Outcome => Problem == ConnectionProblem.None ? ConnectionOutcome.Passed : ConnectionOutcome.Failed;

    public static StepResult Passed(string detail) => new(ConnectionProblem.None, detail);
}
