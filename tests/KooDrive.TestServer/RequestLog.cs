using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>Numbers and records requests, and completes the waits for them.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly Dictionary<ulong, int> _attempts = [];
    private readonly Dictionary<ApiCall, int> _calls = [];
    private readonly List<(Func<RecordedRequest, bool> Predicate, TaskCompletionSource<RecordedRequest> Found)> _waiters = [];
    private int _count;

    /// <summary>Whether requests are kept; if not they are only counted.</summary>
    public bool IsKeeping { get; set; } = true;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    public int CountOf(ApiCall call)
    {
        lock (_lock)
            return _calls.GetValueOrDefault(call);
    }

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_lock)
            return [.. _requests];
    }

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            request.Number = ++_count;
            ulong key = Fingerprint.Of($"{request.Method} {request.Target}");
            request.Attempt = _attempts[key] = _attempts.GetValueOrDefault(key) + 1;
            if (request.Call is { } call)
                request.CallNumber = _calls[call] = _calls.GetValueOrDefault(call) + 1;
            if (IsKeeping)
                _requests.Add(request);
            foreach (var waiter in _waiters.Where(waiter => waiter.Predicate(request)).ToArray())
            {
                waiter.Found.TrySetResult(request);
                _waiters.Remove(waiter);
            }
        }
    }

    public Task<RecordedRequest> WaitAsync(Func<RecordedRequest, bool> predicate, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_requests.Find(request => predicate(request)) is { } known)
                return Task.FromResult(known);
            var found = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((predicate, found));
            return found.Task.WaitAsync(cancellationToken);
        }
    }
}
