using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Lookups;

namespace KooDrive.Client.Tasks;

/// <summary>
/// One wait for a number of tasks: polls in rounds until all have ended or the time is up. A round lists the unfinished tasks, and
/// requests by id only those that are not among them, if that takes fewer requests than requesting each by id.
/// </summary>
internal sealed class TaskWait(
    KooDriveClient client, IEnumerable<string> taskIds, WaitOptions options, CallHooks hooks)
{
    private const int FewestWorthAListing = 3;

    // Tasks are returned after each group, so that the first of thousands need not wait for the last.
    private const int LargestGroup = 64;

    // The intervals grow only after these rounds: many tasks end within seconds.
    private const int RoundsAtFirstInterval = 6;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _timeProvider = client.Options.TimeProvider;
    private readonly List<string> _waiting = [.. taskIds];
    private readonly List<Outcome<TaskInfo>> _outcomes = [];
    private string[] _toRequest = [];
    private int _listingCost = 1;
    private readonly HashSet<TaskStatus?> _unknownStates = [];
    private bool _mayList = true;
    private bool? _lists;

    public async IAsyncEnumerable<Outcome<TaskInfo>> ReadOutcomesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long begin = _timeProvider.GetTimestamp();
        using var timeUp = _timeProvider.CreateTimeout(options.TimeLimit is { Ticks: > 0 } limit ? limit : Timeout.InfiniteTimeSpan);
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        await using var keepAlive = client.KeepTokenAlive().ConfigureAwait(false);
        bool hadLastRound = false;
        for (int number = 0; _waiting.Count > 0; number++)
        {
            var settled = new HashSet<string>(StringComparer.Ordinal);
            var failure = await TryUntilTimeIsUpAsync(() => ChooseAsync(round.Token), timeUp.Token).ConfigureAwait(false);
            for (int first = 0; first < _toRequest.Length && failure is null && !timeUp.IsCancellationRequested; first += LargestGroup)
            {
                string[] group = [.. _toRequest.Skip(first).Take(LargestGroup)];
                failure = await TryUntilTimeIsUpAsync(() => RequestAsync(group, round.Token), timeUp.Token).ConfigureAwait(false);
                Outcome<TaskInfo>[] outcomes = [.. _outcomes];
                _outcomes.Clear();
                settled.UnionWith(outcomes.Select(outcome => outcome.Id));
                foreach (var outcome in outcomes)
                    yield return outcome;
            }

            _waiting.RemoveAll(settled.Contains);
            failure?.Throw();
            if (_lists is true)
                _listingCost += _toRequest.Length - settled.Count;
            if (_waiting.Count == 0)
                yield break;

            TimeSpan left = options.TimeLimit - _timeProvider.GetElapsedTime(begin) ?? TimeSpan.MaxValue;
            if (left <= TimeSpan.Zero)
                break;
            TimeSpan pause = Interval(number);
            if (pause >= left && hadLastRound)
            {
                await _timeProvider.DelayAsync(left, cancellationToken).ConfigureAwait(false);
                break;
            }

            if (pause >= left)
            {
                pause = left - LastRoundBefore(left);
                hadLastRound = true;
            }

            await _timeProvider.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
        }

        foreach (string taskId in _waiting)
            yield return new Outcome<TaskInfo>(taskId, KooDriveErrors.WaitTimeout(taskId, options.TimeLimit!.Value));
    }

    /// <returns>What ends the wait; null when nothing does. Results before that, or before the time was up, are kept.</returns>
    private static async Task<ExceptionDispatchInfo?> TryUntilTimeIsUpAsync(Func<Task> step, CancellationToken timeUp)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested)
        {
        }
        catch (KooDriveException e)
        {
            return ExceptionDispatchInfo.Capture(e);
        }

        return null;
    }

    /// <summary>Determines which tasks to request by id in this round.</summary>
    private async Task ChooseAsync(CancellationToken cancellationToken)
    {
        _toRequest = [];
        bool lists = _mayList && _waiting.Count >= FewestWorthAListing && _listingCost < _waiting.Count;
        if (lists != _lists)
        {
            _lists = lists;
            hooks.Verbose?.Invoke(
                SR.Format(lists ? ClientMessages.WaitsByListing : ClientMessages.WaitsById, QuantityText.Tasks(_waiting.Count)));
        }

        var unfinished = lists ? await ListUnfinishedAsync(cancellationToken).ConfigureAwait(false) : null;
        _toRequest = [.. unfinished is null ? _waiting : _waiting.Where(taskId => !unfinished.Contains(taskId))];
    }

    /// <returns>The tasks that have not ended; null when listing them takes more requests than requesting each by id.</returns>
    private async Task<HashSet<string>?> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e)
            when (ConcernsOneRequest(e) || e.Kind is KooDriveErrorKind.CursorLoop or KooDriveErrorKind.CursorRejected)
        {
            // Requesting a task by id needs fewer permissions than listing all of them.
            _mayList = false;
            hooks.Verbose?.Invoke(SR.Format(ClientMessages.WaitsByIdOnly, e.Kind, e.TraceId));
            return null;
        }
    }

    private async Task<HashSet<string>?> ListAsync(CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(_waiting, StringComparer.Ordinal);
        var unfinished = new HashSet<string>(StringComparer.Ordinal);
        var query = new TaskQuery { Status = [TaskStatus.New, TaskStatus.Executing] };
        _listingCost = 0;
        var pages = client.Listing(query, hooks).ReadPagesAsync(reportsPosition: false, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            _listingCost++;
            foreach (var task in page.Values)
            {
                if (task.TaskId is { } taskId && wanted.Contains(taskId))
                    unfinished.Add(taskId);
            }

            if (unfinished.Count == wanted.Count)
                break;
            if (_listingCost >= _waiting.Count && page.NextCursor is not null)
                return null;
        }

        return unfinished;
    }

    private async Task RequestAsync(string[] group, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(options.ThrottleLimit);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(group.Select(RequestOneAsync)).ConfigureAwait(false);

        async Task RequestOneAsync(string taskId)
        {
            await slots.WaitAsync(failed.Token).ConfigureAwait(false);
            try
            {
                var task = await client.GetTaskAsync(taskId, hooks, failed.Token).ConfigureAwait(false);
                if (task.Status is TaskStatus.Success or TaskStatus.Failed)
                    Add(new Outcome<TaskInfo>(taskId, task));
                else if (task.Status is not (TaskStatus.New or TaskStatus.Executing))
                    WarnOfUnknownState(taskId, task.Status);
            }
            catch (KooDriveException e) when (ConcernsOneRequest(e))
            {
                Add(new Outcome<TaskInfo>(taskId, e));
            }
            catch (KooDriveException)
            {
                // Such a failure concerns all of them.
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private void WarnOfUnknownState(string taskId, TaskStatus? status)
    {
        bool isNew;
        lock (_unknownStates)
            isNew = _unknownStates.Add(status);
        if (!isNew)
            return;
        string number = status is null ? "-" : ((int)status).ToString(CultureInfo.InvariantCulture);
        hooks.Warning?.Invoke(SR.Format(ClientMessages.UnknownState, taskId, number));
    }

    private void Add(Outcome<TaskInfo> outcome)
    {
        lock (_outcomes)
            _outcomes.Add(outcome);
    }

    // A last round shortly before the time limit, for tasks that end during a long pause.
    private TimeSpan LastRoundBefore(TimeSpan left) =>
        TimeSpan.FromTicks(Math.Min(options.PollingInterval.Ticks, left.Ticks / 2));

    private TimeSpan Interval(int round)
    {
        double first = options.PollingInterval.TotalSeconds;
        double longest = Math.Max(first, Math.Min(10 * first, LongestInterval.TotalSeconds));
        double interval = first * Math.Pow(1.5, Math.Max(0, round + 1 - RoundsAtFirstInterval));
        return TimeSpan.FromSeconds(Math.Min(longest, interval) * (0.75 + (0.25 * client.Options.Random())));
    }

    /// <summary>Whether the service has refused this request only, so that others may succeed.</summary>
    private static bool ConcernsOneRequest(KooDriveException e) => e.Reason == KooDriveErrorReason.NotAuthorized || e.Kind is
        KooDriveErrorKind.TaskNotFound or KooDriveErrorKind.AccessDenied
            or KooDriveErrorKind.ServiceError or KooDriveErrorKind.InvalidResponse;
}
