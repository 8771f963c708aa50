using System.Collections.Generic;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>One page of a list that is not known beforehand.</summary>
/// <param name="Page">The page; null when it is unclear which list is meant.</param>
/// <param name="Lists">The lists that the response holds.</param>
internal sealed record CustomPage<T>(ListPage<T>? Page, IReadOnlyList<string> Lists);
