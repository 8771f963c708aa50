using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Paging;

/// <summary>A sequence that can be enumerated any number of times, made of one that keeps its state and cannot.</summary>
internal static class DeferredSequence
{
    /// <param name="create">Called for each enumeration.</param>
    /// <param name="cancellationToken">Ends the enumeration at once.</param>
    public static async IAsyncEnumerable<T> Create<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> create, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in create(cancellationToken).ConfigureAwait(false))
            yield return item;
    }
}
