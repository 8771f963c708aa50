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
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static long _lastSourceId = 0x4B6F7200; // A separate source id, by which the bar is removed.

    private readonly PSCmdlet _command;
    private readonly PipelineThread _pipelineThread;
    private readonly TimeProvider _timeProvider;
    private readonly long _sourceId = Interlocked.Increment(ref _lastSourceId);
    private readonly bool _isWatched;
    private long? _lastShown;
    private bool _isShown;
    private int _warnings;

    public RetryDisplay(PSCmdlet command, PipelineThread pipelineThread, TimeProvider timeProvider)
    {
        _command = command;
        _pipelineThread = pipelineThread;
        _timeProvider = timeProvider;
        _isWatched = ProgressScreen.IsWatched(command);
    }

    /// <summary>Reports a retry. From any thread.</summary>
    public void Show(RetryNotice notice)
    {
        if (_isWatched)
            _pipelineThread.PostCall(() => ShowProgress(notice));
        else if (Interlocked.Increment(ref _warnings) == 1)
            _pipelineThread.Post(() => _command.WriteWarning(SR.Format(CommandMessages.Retrying, notice.Reason, TimeOf(notice))));
    }

    /// <summary>Removes the bar. On the pipeline thread only.</summary>
    public void Hide()
    {
        if (!_isShown)
            return;
        _isShown = false;

        // Directly to the host: a stopped command cannot write progress.
        _command.Host.UI.WriteProgress(
            _sourceId, new ProgressRecord(ActivityId, CommandMessages.RetryingActivity, " ") { RecordType = ProgressRecordType.Completed });
    }

    public void Dispose() => Hide();

    private void ShowProgress(RetryNotice notice)
    {
        if (_lastShown is { } last && _timeProvider.GetElapsedTime(last) < ShortestPause)
            return;
        _lastShown = _timeProvider.GetTimestamp();
        _isShown = true;
        _command.CommandRuntime.WriteProgress(_sourceId, new ProgressRecord(
            ActivityId, CommandMessages.RetryingActivity, SR.Format(CommandMessages.RetryingUntil, TimeOf(notice)))
        {
            CurrentOperation = notice.Reason,
            SecondsRemaining = (int)Math.Max(0, (notice.Until - _timeProvider.GetUtcNow()).TotalSeconds),
        });
    }

    private static string TimeOf(RetryNotice notice) => notice.Until.ToLocalTime().ToString("T", CultureInfo.CurrentCulture);
}
