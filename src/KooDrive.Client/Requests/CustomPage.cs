using System.Collections.Generic;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>One page of a custom listing.</summary>
/// <param name="Page">The page; null when it is unclear which list is meant.</param>
/// <param name="Lists">The names of the lists in the response.</param>
internal sealed record CustomPage<T>(ListPage<T>? Page, IReadOnlyList<string> Lists);
