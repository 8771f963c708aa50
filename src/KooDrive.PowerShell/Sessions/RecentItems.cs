using System;
using System.Collections.Generic;
using System.Linq;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The newest items, a few hundred at most. Safe to use from several threads.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="idOf">The id of an item.</param>
internal sealed class RecentItems<T>(Func<T, string?> idOf)
{
    private const int Enough = 200;

    private readonly object _gate = new();
    private readonly LinkedList<IReadOnlyList<T>> _seen = new();
    private int _count;

    /// <summary>The items, the newest first, each id once.</summary>
    public T[] ToArray()
    {
        lock (_gate)
            return
            [
                .. _seen.SelectMany(items => items).Where(item => !string.IsNullOrEmpty(idOf(item)))
                    .GroupBy(idOf).Select(same => same.First()),
            ];
    }

    public void Add(IReadOnlyList<T> items)
    {
        if (items.Count == 0)
            return;
        lock (_gate)
        {
            _seen.AddFirst(items);
            _count += items.Count;
            while (_count - _seen.Last!.Value.Count >= Enough)
            {
                _count -= _seen.Last.Value.Count;
                _seen.RemoveLast();
            }
        }
    }
}
