namespace KooDrive.Client.Requests;

/// <summary>Which list of the responses to a <see cref="CustomRequest"/> to return, and which part of it.</summary>
public sealed class CustomListQuery
{
    /// <summary>The page size, if neither the query nor the request contains one.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>The name of the list in the response; null for the one array beside the envelope.</summary>
    public string? ItemProperty { get; init; }

    /// <summary>The largest number of items per request; null for that of the request.</summary>
    public int? PageSize { get; init; }

    /// <summary>
    /// Where to continue: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing. Null or empty for that of the request.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>How many items to skip.</summary>
    public long Skip { get; init; }

    /// <summary>The largest number of items after those; null for all.</summary>
    public long? Limit { get; init; }
}
