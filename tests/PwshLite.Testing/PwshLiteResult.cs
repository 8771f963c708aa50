namespace PwshLite.Testing;

/// <summary>The result of a run of PwshLite.</summary>
/// <param name="ExitCode">The exit code of the process.</param>
/// <param name="Output">All of standard output, lines ended by <c>\n</c>.</param>
/// <param name="Error">All of standard error, lines ended by <c>\n</c>.</param>
public sealed record PwshLiteResult(int ExitCode, string Output, string Error);
