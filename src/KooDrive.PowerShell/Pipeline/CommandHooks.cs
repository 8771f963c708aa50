using System;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Security;
using KooDrive.Client;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Connects the client's callbacks to a running command: its streams, its progress, and the token provider.</summary>
internal sealed class CommandHooks : IDisposable
{
    private readonly AccessTokenProvider? _provider;
    private readonly RetryDisplay _retries;
    private ExceptionDispatchInfo? _providerFailure;

    /// <exception cref="KooDriveException">The command runs in the token provider of this session.</exception>
    public CommandHooks(PSCmdlet command, PipelineThread pipelineThread, KooDriveSession session)
    {
        _provider = session.AccessTokenProvider;
        if (_provider?.IsRunning == true)
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
            AccessTokenProvider = _provider is null
                ? null
                : cancellationToken => pipelineThread.InvokeAsync(CallProvider, cancellationToken),
        };
    }

    public CallHooks Hooks { get; }

    /// <summary>A call has ended: nothing is being retried.</summary>
    public void HideRetries() => _retries.Hide();

    public void Dispose() => _retries.Dispose();

    // A provider that has failed is not called again by this command: it may prompt the user.
    private SecureString CallProvider()
    {
        _providerFailure?.Throw();
        try
        {
            return _provider!.GetToken();
        }
        catch (Exception e)
        {
            _providerFailure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
