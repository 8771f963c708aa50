namespace PwshLite;

/// <summary>The exit codes of the process, the same numbers as <c>pwsh</c> and the shells use.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A terminating error, or the last statement of <c>-Command</c> failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong, or the script does not exist.</summary>
    public const int Usage = 64;

    /// <summary>Added to the number of the signal that stopped the script: 130 after Ctrl+C.</summary>
    public const int Signalled = 128;
}
