using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.TestServer;

/// <summary>
/// Holds requests until a number of them are open, then releases them together. This proves their number without a clock;
/// <see cref="Most"/> is the largest number of open requests.
/// </summary>
public sealed class Rendezvous
{
    private readonly Lock _lock = new();
    private readonly int _size;
    private TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _open;

    /// <summary>Creates a rendezvous.</summary>
    /// <param name="size">How many requests meet.</param>
    public Rendezvous(int size)
    {
        _size = size;
        Behavior = Behavior.From("rendezvous", ServeAsync);
    }

    /// <summary>The behavior of the requests, followed by the response of the engine.</summary>
    public Behavior Behavior { get; }

    /// <summary>The largest number of open requests.</summary>
    public int Most { get; private set; }

    /// <summary>How many times the number was reached.</summary>
    public int Meetings { get; private set; }

    private async Task ServeAsync(Exchange exchange)
    {
        Task full;
        lock (_lock)
        {
            Most = ++_open > Most ? _open : Most;
            full = _full.Task;
            if (++_waiting == _size)
            {
                Meetings++;
                _waiting = 0;
                _full.SetResult();
                _full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        try
        {
            await full.WaitAsync(exchange.Gone).ConfigureAwait(false);
        }
        finally
        {
            // Before the response: the client can send the next request as soon as it has it.
            lock (_lock)
                _open--;
        }

        await exchange.SendAsync(exchange.Response).ConfigureAwait(false);
    }
}
