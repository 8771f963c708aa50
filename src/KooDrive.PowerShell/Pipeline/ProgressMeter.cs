using System;
using System.Management.Automation;
using System.Threading;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// The progress bar for what a command does: at most five updates a second, none in the first half second, and none if the host is
/// not interactive.
/// </summary>
internal sealed class ProgressMeter : IDisposable
{
    private const int ActivityId = 1505084218;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly ProgressBar _bar;
    private readonly Func<TimeSpan, string> _status;
    private readonly Func<int> _percent;
    private readonly TimeProvider _timeProvider;
    private readonly long _begin;
    private readonly ITimer? _timer;
    private TimeSpan _next = FirstPause;
    private int _isPosted;

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
        _bar = new ProgressBar(command, ActivityId, activity);
        _timeProvider = timeProvider;
        _begin = timeProvider.GetTimestamp();
        _status = status;
        _percent = percent;
        if (_bar.IsVisible && pipelineThread is not null)
            _timer = timeProvider.CreateTimer(_ => PostUpdate(pipelineThread), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Updates the bar, unless it has just been updated. On the pipeline thread only.</summary>
    public void Update()
    {
        if (!_bar.IsVisible)
            return;
        TimeSpan elapsed = _timeProvider.GetElapsedTime(_begin);
        if (elapsed < _next)
            return;
        _next = elapsed + ProgressBar.ShortestPause;
        _bar.Show(_status(elapsed), _percent());
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _bar.Hide();
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
