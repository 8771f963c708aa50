namespace KooDrive.Client.Requests;

/// <summary>Which part of a list a <see cref="CustomRequest"/> is to bring, and where the list stands in the responses.</summary>
public sealed class CustomListQuery
{
    /// <summary>How many items one request asks for when the request itself does not say.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>The name of the list in the response; null for the one array beside the envelope.</summary>
    public string? ItemProperty { get; init; }

    /// <summary>How many items one request asks for at the most; null for what the request's query says.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on from: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing. Null or empty for where the query says.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many of the first items to leave out.</summary>
    public long Skip { get; init; }

    /// <summary>How many items, after those left out, are wanted at the most; null for all.</summary>
    public long? Limit { get; init; }
}
