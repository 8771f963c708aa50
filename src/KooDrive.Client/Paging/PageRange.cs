namespace KooDrive.Client.Paging;

/// <summary>Which part of a listing is wanted, and in what portions.</summary>
/// <param name="PageSize">How many items one request asks for at the most.</param>
/// <param name="Cursor">Where to start; null or empty for the beginning.</param>
/// <param name="Skip">How many of the first items to leave out.</param>
/// <param name="Limit">How many items after those are wanted at the most; null for all.</param>
internal sealed record PageRange(int PageSize, string? Cursor = null, long Skip = 0, long? Limit = null);
