using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PwshLite.Testing;

/// <summary>Reads a stream of a child process continuously, so that the child never waits for it.</summary>
internal sealed class TextCollector
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Task _reading;
    private TaskCompletionSource _changed = NewSignal();

    public TextCollector(TextReader reader) => _reading = ReadAsync(reader);

    /// <summary>True as soon as <paramref name="text" /> has been read; false when the stream ended without it.</summary>
    public async Task<bool> WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            bool ended = _reading.IsCompleted;
            lock (_gate)
            {
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                    return true;
                changed = _changed.Task;
            }

            if (ended)
                return false;
            await Task.WhenAny(changed, _reading).WaitAsync(cancellationToken);
        }
    }

    /// <summary>The whole text, once the stream has ended.</summary>
    public async Task<string> ToEndAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        lock (_gate)
            return _text.ToString().ReplaceLineEndings("\n");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(TextReader reader)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                _text.Append(buffer, 0, count);
                (changed, _changed) = (_changed, NewSignal());
            }

            changed.SetResult();
        }
    }
}
