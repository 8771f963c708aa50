using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.TestServer;

/// <summary>
/// Holds requests until a number of them are open at once, then lets these go together: that many at once are proved without a
/// clock, and <see cref="Most"/> tells whether there were ever more.
/// </summary>
public sealed class Rendezvous
{
    private readonly Lock _lock = new();
    private readonly int _size;
    private TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _open;

    /// <summary>Makes a rendezvous.</summary>
    /// <param name="size">How many requests meet.</param>
    public Rendezvous(int size)
    {
        _size = size;
        Behavior = Behavior.From("rendezvous", ServeAsync);
    }

    /// <summary>What the requests meet; the true response comes afterwards.</summary>
    public Behavior Behavior { get; }

    /// <summary>How many requests were open at once at the most.</summary>
    public int Most { get; private set; }

    /// <summary>How many times the number came together.</summary>
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
            // Before the response: the client can ask again the moment that it has it.
            lock (_lock)
                _open--;
        }

        await exchange.SendAsync(exchange.Response).ConfigureAwait(false);
    }
}
