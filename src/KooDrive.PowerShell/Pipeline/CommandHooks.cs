using System;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Security;
using KooDrive.Client;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>How calls of the client speak to one running command: to its streams, its progress, and the session's token provider.</summary>
internal sealed class CommandHooks : IDisposable
{
    private readonly AccessTokenProvider? _provider;
    private readonly RetryDisplay _retries;
    private ExceptionDispatchInfo? _providerFailure;

    /// <exception cref="KooDriveException">The command is part of the script block that is to provide the session's token.</exception>
    public CommandHooks(PSCmdlet command, PipelineThread pipelineThread, KooDriveSession session)
    {
        _provider = session.AccessTokenProvider;
        if (_provider?.IsAsking == true)
            throw SessionErrors.Nested();
        _retries = new RetryDisplay(command, pipelineThread, session.TimeProvider);
        Hooks = new CallHooks
        {
            Verbose = text => pipelineThread.Post(() => command.WriteVerbose(text)),
            Warning = text => pipelineThread.Post(() => command.WriteWarning(text)),
            Debug = Preference.OfDebug(command) is ActionPreference.SilentlyContinue or ActionPreference.Ignore
                ? null
                : text => pipelineThread.Post(() => command.WriteDebug(text)),
            Retrying = _retries.Show,
            AccessTokenProvider = _provider is null ? null : cancellationToken => pipelineThread.InvokeAsync(AskProvider, cancellationToken),
        };
    }

    public CallHooks Hooks { get; }

    /// <summary>What was waited for has come: nothing is being retried any more.</summary>
    public void GoOn() => _retries.Hide();

    public void Dispose() => _retries.Dispose();

    // Who has failed is not asked again by this command: it may be a person at a prompt.
    private SecureString AskProvider()
    {
        _providerFailure?.Throw();
        try
        {
            return _provider!.Ask();
        }
        catch (Exception e)
        {
            _providerFailure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
