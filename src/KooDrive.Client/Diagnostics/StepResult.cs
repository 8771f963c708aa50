namespace KooDrive.Client.Diagnostics;

/// <summary>The result of a step.</summary>
/// <param name="Problem">What is wrong; none when it passed.</param>
/// <param name="Detail">What was found.</param>
/// <param name="TookTime">False when an earlier step had found it out.</param>
internal readonly record struct StepResult(ConnectionProblem Problem, string Detail, bool TookTime = true)
{
    public ConnectionOutcome Outcome => Problem == ConnectionProblem.None ? ConnectionOutcome.Passed : ConnectionOutcome.Failed;

    public static StepResult Passed(string detail) => new(ConnectionProblem.None, detail);
}
