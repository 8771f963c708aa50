using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace KooDrive.TestServer;

/// <summary>Counts the connections that are open.</summary>
internal sealed class ConnectionCounter
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _none = Completed();
    private int _open;

    public int Open
    {
        get
        {
            lock (_lock)
                return _open;
        }
    }

    /// <summary>The connection middleware.</summary>
    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        lock (_lock)
        {
            if (_open++ == 0)
                _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (--_open == 0)
                    _none.TrySetResult();
            }
        }
    };

    public Task WaitForNoneAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _none.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
