using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Threading;

namespace PwshLite;

/// <summary>The host that the engine sees: a console, the process's culture, no nested prompts.</summary>
internal sealed class LiteHost(bool nonInteractive, CancellationToken stop) : PSHost
{
    /// <summary>The exit code of <c>exit</c>; null when it was not called.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc />
    public override string Name => "PwshLite";

    /// <inheritdoc />
    public override Version Version { get; } = typeof(LiteHost).Assembly.GetName().Version!;

    /// <inheritdoc />
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc />
    public override PSHostUserInterface UI { get; } = new LiteUserInterface(new ConsolePrompt(nonInteractive, stop));

    /// <inheritdoc />
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc />
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc />
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw new NotSupportedException("PwshLite runs scripts: it has no nested prompt.");

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw new NotSupportedException("PwshLite runs scripts: it has no nested prompt.");

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // A native program shares this console unchanged.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // Nothing was changed for it.
    }
}
