using System.Collections.Generic;

namespace KooDrive.Client.Json;

/// <summary>What a response of a listing holds besides its envelope.</summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed record ListPage<T>(List<T> Items, string? NextCursor);
