using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace PwshLite;

/// <summary>
/// Objects, verbose and debug text go to standard output, as in <c>pwsh</c>; errors, warnings and progress to standard error.
/// Escape sequences are written to a terminal only.
/// </summary>
internal sealed class LiteUserInterface : PSHostUserInterface
{
    private readonly ConsolePrompt _prompt;
    private readonly ProgressLine? _progress;
    private readonly bool _errorHasColors;
    private readonly Lock _gate = new();

    public LiteUserInterface(ConsolePrompt prompt)
    {
        _prompt = prompt;
        bool terminalHasColors = TerminalHasColors();
        SupportsVirtualTerminal = terminalHasColors && !Console.IsOutputRedirected;
        _errorHasColors = terminalHasColors && !Console.IsErrorRedirected;
        if (!SupportsVirtualTerminal)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        if (!Console.IsOutputRedirected && !Console.IsErrorRedirected)
            _progress = new ProgressLine(RawUI);
    }

    /// <inheritdoc />
    public override PSHostRawUserInterface RawUI { get; } = new LiteRawUserInterface();

    /// <inheritdoc />
    public override bool SupportsVirtualTerminal { get; }

    /// <inheritdoc />
    public override void Write(string value) => WriteOutput(value);

    /// <inheritdoc />
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteOutput(Colored(foregroundColor, backgroundColor, value));

    /// <inheritdoc />
    public override void WriteLine(string value) => WriteOutput(value + Environment.NewLine);

    /// <inheritdoc />
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteOutput(Colored(foregroundColor, backgroundColor, value) + Environment.NewLine);

    /// <inheritdoc />
    public override void WriteVerboseLine(string message) => WriteLine(Styled(FormatStyle.Verbose, "VERBOSE: " + message));

    /// <inheritdoc />
    public override void WriteDebugLine(string message) => WriteLine(Styled(FormatStyle.Debug, "DEBUG: " + message));

    /// <inheritdoc />
    public override void WriteWarningLine(string message) => WriteError(Styled(FormatStyle.Warning, "WARNING: " + message));

    /// <inheritdoc />
    public override void WriteErrorLine(string value)
    {
        // The engine ends every error with an empty line; pwsh leaves it out as well.
        if (!string.IsNullOrEmpty(value))
            WriteError(value);
    }

    /// <inheritdoc />
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
            _progress?.Show(record);
    }

    /// <inheritdoc />
    public override string ReadLine() => _prompt.ReadLine();

    /// <inheritdoc />
    public override SecureString ReadLineAsSecureString() => _prompt.ReadSecret();

    /// <inheritdoc />
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteHeading(caption, message);
        return _prompt.ReadFields(this, descriptions);
    }

    /// <inheritdoc />
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteHeading(caption, message);
        return _prompt.ReadChoice(this, choices, defaultChoice);
    }

    /// <inheritdoc />
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    /// <inheritdoc />
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        WriteHeading(caption, message);
        return _prompt.ReadCredential(this, userName);
    }

    // Windows consoles want a mode switched on first; this host leaves them plain.
    private static bool TerminalHasColors() =>
        !OperatingSystem.IsWindows()
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static string Colored(ConsoleColor foreground, ConsoleColor background, string value) =>
        PSStyle.MapForegroundColorToEscapeSequence(foreground)
        + PSStyle.MapBackgroundColorToEscapeSequence(background)
        + value
        + PSStyle.Instance.Reset;

    private static string Styled(FormatStyle style, string text) => GetFormatStyleString(style) + text + PSStyle.Instance.Reset;

    private void WriteHeading(string caption, string message)
    {
        _prompt.EnsureInteractive();
        if (!string.IsNullOrEmpty(caption))
            WriteLine(caption);
        if (!string.IsNullOrEmpty(message))
            WriteLine(message);
    }

    private void WriteOutput(string text)
    {
        lock (_gate)
        {
            _progress?.Clear();
            Console.Out.Write(GetOutputString(text, SupportsVirtualTerminal));
        }
    }

    private void WriteError(string line)
    {
        lock (_gate)
        {
            _progress?.Clear();
            Console.Error.WriteLine(GetOutputString(line, _errorHasColors));
        }
    }
}
