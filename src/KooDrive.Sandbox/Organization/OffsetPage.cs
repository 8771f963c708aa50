using System;
using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Sandbox.Organization;

/// <summary>One page of a list that is read by <c>offset</c> and <c>limit</c>.</summary>
/// <param name="Items">The page; empty after the end.</param>
/// <param name="Total">How many items the list has.</param>
internal sealed record OffsetPage<T>(IReadOnlyList<T> Items, int Total)
{
    private const int MaximumLimit = 100;

    public static OffsetPage<T> Read(QueryParameters query, int total, Func<int, T> itemAt)
    {
        int offset = (int)Math.Min(query.RequiredInteger("offset", 0, long.MaxValue), total);
        int limit = (int)query.RequiredInteger("limit", 1, MaximumLimit);
        return new([.. Enumerable.Range(offset, Math.Min(limit, total - offset)).Select(itemAt)], total);
    }
}
