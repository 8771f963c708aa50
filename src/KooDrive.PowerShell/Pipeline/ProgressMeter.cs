using System;
using System.Management.Automation;
using System.Threading;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// A command's progress bar: at most five updates a second, none in the first half second, and none if the host is not interactive.
/// It is removed at the end, also after a stop, when a command can no longer write progress.
/// </summary>
internal sealed class ProgressMeter : IDisposable
{
    private const int ActivityId = 1505084218;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static long _lastSourceId = 0x4B6F6F00; // A separate source id, by which the bar is removed.

    private readonly PSCmdlet _command;
    private readonly string _activity;
    private readonly Func<TimeSpan, string> _status;
    private readonly Func<int> _percent;
    private readonly TimeProvider _timeProvider;
    private readonly long _begin;
    private readonly long _sourceId = Interlocked.Increment(ref _lastSourceId);
    private readonly ITimer? _timer;
    private readonly bool _isOn;
    private TimeSpan _next = FirstPause;
    private int _isPosted;
    private bool _isShown;

    /// <param name="command">The command, which is running.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="pipelineThread">
    /// The thread for updates while the command waits; null to update only by <see cref="Update"/>.
    /// </param>
    /// <param name="activity">The title.</param>
    /// <param name="status">The line below it, for the elapsed time.</param>
    /// <param name="percent">0 to 100; -1 when the total is unknown.</param>
    public ProgressMeter(
        PSCmdlet command, TimeProvider timeProvider, PipelineThread? pipelineThread,
        string activity, Func<TimeSpan, string> status, Func<int> percent)
    {
        _command = command;
        _timeProvider = timeProvider;
        _begin = timeProvider.GetTimestamp();
        _activity = activity;
        _status = status;
        _percent = percent;
        _isOn = ProgressScreen.IsWatched(command);
        if (_isOn && pipelineThread is not null)
            _timer = timeProvider.CreateTimer(_ => PostUpdate(pipelineThread), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Updates the bar, unless it has just been updated. On the pipeline thread only.</summary>
    public void Update()
    {
        if (!_isOn)
            return;
        TimeSpan elapsed = _timeProvider.GetElapsedTime(_begin);
        if (elapsed < _next)
            return;
        _next = elapsed + ShortestPause;
        _isShown = true;
        _command.CommandRuntime.WriteProgress(
            _sourceId, new ProgressRecord(ActivityId, _activity, _status(elapsed)) { PercentComplete = _percent() });
    }

    public void Dispose()
    {
        _timer?.Dispose();
        if (!_isShown)
            return;
        _isShown = false;

        // Directly to the host: a stopped command cannot write progress.
        _command.Host.UI.WriteProgress(
            _sourceId, new ProgressRecord(ActivityId, _activity, " ") { RecordType = ProgressRecordType.Completed });
    }

    // One at a time: on a slow terminal, updates would accumulate, and the wait would never end.
    private void PostUpdate(PipelineThread pipelineThread)
    {
        if (Interlocked.Exchange(ref _isPosted, 1) != 0)
            return;
        pipelineThread.Post(() =>
        {
            Update();
            Volatile.Write(ref _isPosted, 0);
        });
    }
}
