using System;
using System.Management.Automation;
using System.Threading;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// A command's progress bar: at most five updates a second, none in the first half second and none where nobody looks. It is
/// taken away at the end, also after a stop, when a command may no longer write progress by the ordinary way.
/// </summary>
internal sealed class ProgressMeter : IDisposable
{
    private const int ActivityId = 1505084218;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static long _lastSourceId = 0x4B6F6F00; // A source of one's own, so that the bar can be taken away by it.

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
    /// <param name="timeProvider">Where time comes from.</param>
    /// <param name="pipelineThread">Where updates happen while the command waits; null for only when <see cref="Update"/> is called.</param>
    /// <param name="activity">The title.</param>
    /// <param name="status">The line below it, from the time that has passed.</param>
    /// <param name="percent">0 to 100; -1 when the total is unknown.</param>
    public ProgressMeter(
        PSCmdlet command, TimeProvider timeProvider, PipelineThread? pipelineThread, string activity, Func<TimeSpan, string> status, Func<int> percent)
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

    /// <summary>Shows how things stand, unless that has just been done. On the pipeline thread only.</summary>
    public void Update()
    {
        if (!_isOn)
            return;
        TimeSpan elapsed = _timeProvider.GetElapsedTime(_begin);
        if (elapsed < _next)
            return;
        _next = elapsed + ShortestPause;
        _isShown = true;
        _command.CommandRuntime.WriteProgress(_sourceId, new ProgressRecord(ActivityId, _activity, _status(elapsed)) { PercentComplete = _percent() });
    }

    public void Dispose()
    {
        _timer?.Dispose();
        if (!_isShown)
            return;
        _isShown = false;

        // Straight to the host: a command that has been stopped may write no more.
        _command.Host.UI.WriteProgress(_sourceId, new ProgressRecord(ActivityId, _activity, " ") { RecordType = ProgressRecordType.Completed });
    }

    // One at a time: on a terminal that takes longer over an update than a tick, they would pile up, and the wait would never end.
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
