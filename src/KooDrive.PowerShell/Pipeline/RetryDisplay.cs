using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using KooDrive.Client;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// Reports that requests are being retried, why and until when: with a progress bar if it is visible, which is removed when the
/// command continues; else with one warning per command.
/// </summary>
internal sealed class RetryDisplay : IDisposable
{
    private const int ActivityId = 1505084219;

    private readonly PSCmdlet _command;
    private readonly PipelineThread _pipelineThread;
    private readonly TimeProvider _timeProvider;
    private readonly ProgressBar _bar;
    private long? _lastShown;
    private int _warnings;

    public RetryDisplay(PSCmdlet command, PipelineThread pipelineThread, TimeProvider timeProvider)
    {
        _command = command;
        _pipelineThread = pipelineThread;
        _timeProvider = timeProvider;
        _bar = new ProgressBar(command, ActivityId, CommandMessages.RetryingActivity);
    }

    /// <summary>Reports a retry. From any thread.</summary>
    public void Show(RetryNotice notice)
    {
        if (_bar.IsVisible)
            _pipelineThread.PostCall(() => ShowProgress(notice));
        else if (Interlocked.Increment(ref _warnings) == 1)
            _pipelineThread.Post(() => _command.WriteWarning(SR.Format(CommandMessages.Retrying, notice.Reason, TimeOf(notice))));
    }

    /// <summary>Removes the bar. On the pipeline thread only.</summary>
    public void Hide() => _bar.Hide();

    public void Dispose() => Hide();

    private void ShowProgress(RetryNotice notice)
    {
        if (_lastShown is { } last && _timeProvider.GetElapsedTime(last) < ProgressBar.ShortestPause)
            return;
        _lastShown = _timeProvider.GetTimestamp();
        _bar.Show(
            SR.Format(CommandMessages.RetryingUntil, TimeOf(notice)),
            timeLeft: notice.Until - _timeProvider.GetUtcNow(),
            operation: notice.Reason);
    }

    private static string TimeOf(RetryNotice notice) => notice.Until.ToLocalTime().ToString("T", CultureInfo.CurrentCulture);
}
