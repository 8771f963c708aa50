namespace KooDrive.Client.Paging;

/// <summary>Which part of a list to return, and the size of the pages.</summary>
/// <param name="PageSize">The largest number of items per request.</param>
/// <param name="Cursor">Where to start; null or empty for the beginning.</param>
/// <param name="Skip">How many items to skip.</param>
/// <param name="Limit">The largest number of items after those; null for all.</param>
internal sealed record PageRange(int PageSize, string? Cursor = null, long Skip = 0, long? Limit = null);
