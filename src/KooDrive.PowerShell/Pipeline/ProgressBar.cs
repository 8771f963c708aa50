using System;
using System.Management.Automation;
using System.Threading;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// One progress bar of a command, if progress is visible. It is removed at the end, also after a stop, when a command can no longer
/// write progress. On the pipeline thread only.
/// </summary>
/// <param name="command">The command, which is running.</param>
/// <param name="activityId">Distinguishes the bars of one command.</param>
/// <param name="activity">The title.</param>
internal sealed class ProgressBar(PSCmdlet command, int activityId, string activity)
{
    /// <summary>More updates than five a second would cost more than they show.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    private static long _lastSourceId = 0x4B6F6F00; // A separate source id, by which the bar is removed.

    private readonly long _sourceId = Interlocked.Increment(ref _lastSourceId);
    private bool _isShown;

    /// <summary>Whether there is a screen, and the user's preference is to show progress.</summary>
    public bool IsVisible { get; } = ProgressScreen.IsWatched(command);

    /// <summary>Shows the bar, or updates it.</summary>
    /// <param name="status">The line below the title.</param>
    /// <param name="percent">0 to 100; -1 when the total is unknown.</param>
    /// <param name="timeLeft">The time until the end; null when it is unknown.</param>
    /// <param name="operation">Another line; null for none.</param>
    public void Show(string status, int percent = -1, TimeSpan? timeLeft = null, string? operation = null)
    {
        if (!IsVisible)
            return;
        _isShown = true;
        command.CommandRuntime.WriteProgress(_sourceId, new ProgressRecord(activityId, activity, status)
        {
            PercentComplete = percent,
            SecondsRemaining = timeLeft is { } left ? (int)Math.Max(0, left.TotalSeconds) : -1,
            CurrentOperation = operation,
        });
    }

    /// <summary>Removes the bar. <see cref="Show"/> shows it again.</summary>
    public void Hide()
    {
        if (!_isShown)
            return;
        _isShown = false;

        // Directly to the host: a stopped command cannot write progress.
        command.Host.UI.WriteProgress(
            _sourceId, new ProgressRecord(activityId, activity, " ") { RecordType = ProgressRecordType.Completed });
    }
}
