using System;
using System.Collections.Generic;
using System.Threading;

namespace KooDrive.Client.Paging;

/// <summary>A sequence that can be enumerated any number of times, made of one that keeps its state and cannot.</summary>
/// <param name="create">Called for each enumeration.</param>
internal sealed class DeferredSequence<T>(Func<IAsyncEnumerable<T>> create) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        create().GetAsyncEnumerator(cancellationToken);
}
