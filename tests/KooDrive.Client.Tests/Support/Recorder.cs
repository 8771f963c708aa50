using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>Callbacks that record the messages of a call.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentQueue<string> _verbose = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _debug = new();

    public Recorder(Func<CancellationToken, Task<SecureString>>? accessTokenProvider = null) => Hooks = new CallHooks
    {
        Verbose = _verbose.Enqueue,
        Warning = _warnings.Enqueue,
        Debug = _debug.Enqueue,
        AccessTokenProvider = accessTokenProvider,
    };

    public CallHooks Hooks { get; }

    public IReadOnlyCollection<string> Verbose => _verbose;

    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <summary>The exchanges.</summary>
    public IReadOnlyCollection<string> Debug => _debug;
}
