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
/// One wait for a number of tasks: asks in rounds until all have ended or the time is up. A round lists the unfinished tasks, and
/// asks by id only for those that are not among them, as long as that takes fewer requests than asking for each by id.
/// </summary>
internal sealed class TaskWait(
    KooDriveClient client, IEnumerable<string> taskIds, WaitOptions options, CallHooks hooks)
{
    private const int FewestWorthAListing = 3;

    // Tasks come out after each group: when thousands have ended, the first must not wait for the last.
    private const int LargestGroup = 64;

    // Many tasks end within seconds: the intervals begin to grow only after these rounds.
    private const int RoundsAtFirstInterval = 6;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _timeProvider = client.Options.TimeProvider;
    private readonly List<string> _waiting = [.. taskIds.Distinct(StringComparer.Ordinal)];
    private readonly List<Outcome<TaskInfo>> _outcomes = [];
    private string[] _toAsk = [];
    private int _listingCost = 1;
    private readonly HashSet<TaskStatus?> _unknownStates = [];
    private bool _mayList = true;
    private bool? _lists;

    public async IAsyncEnumerable<Outcome<TaskInfo>> ReadOutcomesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long begin = _timeProvider.GetTimestamp();
        using var timeUp = _timeProvider.CreateTimeout(options.TimeLimit is { Ticks: > 0 } limit ? limit : Timeout.InfiniteTimeSpan);
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        await using var keepAlive = client.KeepTokenAlive().ConfigureAwait(false);
        bool hadLastLook = false;
        for (int number = 0; _waiting.Count > 0; number++)
        {
            var settled = new HashSet<string>(StringComparer.Ordinal);
            var failure = await TryUntilTimeIsUpAsync(() => ChooseAsync(round.Token), timeUp.Token).ConfigureAwait(false);
            for (int asked = 0; asked < _toAsk.Length && failure is null && !timeUp.IsCancellationRequested; asked += LargestGroup)
            {
                string[] group = [.. _toAsk.Skip(asked).Take(LargestGroup)];
                failure = await TryUntilTimeIsUpAsync(() => AskByIdAsync(group, round.Token), timeUp.Token).ConfigureAwait(false);
                Outcome<TaskInfo>[] outcomes = [.. _outcomes];
                _outcomes.Clear();
                settled.UnionWith(outcomes.Select(outcome => outcome.Id));
                foreach (var outcome in outcomes)
                    yield return outcome;
            }

            _waiting.RemoveAll(settled.Contains);
            failure?.Throw();
            if (_lists is true)
                _listingCost += _toAsk.Length - settled.Count;
            if (_waiting.Count == 0)
                yield break;

            TimeSpan left = options.TimeLimit - _timeProvider.GetElapsedTime(begin) ?? TimeSpan.MaxValue;
            if (left <= TimeSpan.Zero)
                break;
            TimeSpan pause = Interval(number);
            if (pause >= left && hadLastLook)
            {
                await _timeProvider.DelayAsync(left, cancellationToken).ConfigureAwait(false);
                break;
            }

            if (pause >= left)
            {
                pause = left - LastLookBefore(left);
                hadLastLook = true;
            }

            await _timeProvider.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
        }

        foreach (string taskId in _waiting)
            yield return new Outcome<TaskInfo>(taskId, KooDriveErrors.WaitTimeout(taskId, options.TimeLimit!.Value));
    }

    /// <returns>What ends the wait; null when nothing does. What came in before that, or before the time was up, counts.</returns>
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

    /// <summary>Finds out which tasks to ask for by id in this round.</summary>
    private async Task ChooseAsync(CancellationToken cancellationToken)
    {
        _toAsk = [];
        bool lists = _mayList && _waiting.Count >= FewestWorthAListing && _listingCost < _waiting.Count;
        if (lists != _lists)
        {
            _lists = lists;
            hooks.Verbose?.Invoke(SR.Format(lists ? ClientMessages.WaitsByListing : ClientMessages.WaitsById, _waiting.Count));
        }

        var unfinished = lists ? await ListUnfinishedAsync(cancellationToken).ConfigureAwait(false) : null;
        _toAsk = [.. unfinished is null ? _waiting : _waiting.Where(taskId => !unfinished.Contains(taskId))];
    }

    /// <returns>Those of the tasks that have not ended; null when finding out takes more requests than asking for each by id.</returns>
    private async Task<HashSet<string>?> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (ConcernsOneRequest(e) || e.Kind is KooDriveErrorKind.CursorLoop or KooDriveErrorKind.CursorRejected)
        {
            // Asking for a task by id needs less of the service, and less permission, than listing all of them.
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
        await foreach (var page in client.Listing(query, hooks).ReadPagesAsync(tellsPosition: false, cancellationToken).ConfigureAwait(false))
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

    private async Task AskByIdAsync(string[] asked, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(options.ThrottleLimit);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(asked.Select(AskOneAsync)).ConfigureAwait(false);

        async Task AskOneAsync(string taskId)
        {
            await places.WaitAsync(failed.Token).ConfigureAwait(false);
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
                // What keeps this one from being asked for keeps all of them.
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                places.Release();
            }
        }
    }

    private void WarnOfUnknownState(string taskId, TaskStatus? status)
    {
        bool isNew;
        lock (_unknownStates)
            isNew = _unknownStates.Add(status);
        if (isNew)
            hooks.Warning?.Invoke(SR.Format(ClientMessages.UnknownState, taskId, status is null ? "-" : ((int)status).ToString(CultureInfo.InvariantCulture)));
    }

    private void Add(Outcome<TaskInfo> outcome)
    {
        lock (_outcomes)
            _outcomes.Add(outcome);
    }

    // A task that ends during a long last pause must not be reported as late.
    private TimeSpan LastLookBefore(TimeSpan left) =>
        TimeSpan.FromTicks(Math.Min(options.PollingInterval.Ticks, left.Ticks / 2));

    private TimeSpan Interval(int round)
    {
        double first = options.PollingInterval.TotalSeconds;
        double longest = Math.Max(first, Math.Min(10 * first, LongestInterval.TotalSeconds));
        return TimeSpan.FromSeconds(Math.Min(longest, first * Math.Pow(1.5, Math.Max(0, round + 1 - RoundsAtFirstInterval))) * (0.75 + (0.25 * client.Options.Random())));
    }

    /// <summary>The service is there and has said no to this request; another one may fare better.</summary>
    private static bool ConcernsOneRequest(KooDriveException e) => e.Reason == KooDriveErrorReason.NotAuthorized || e.Kind is
        KooDriveErrorKind.TaskNotFound or KooDriveErrorKind.AccessDenied or KooDriveErrorKind.ServiceError or KooDriveErrorKind.InvalidResponse;
}
