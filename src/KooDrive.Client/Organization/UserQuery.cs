namespace KooDrive.Client.Organization;

/// <summary>Which users to list, and in what portions (API reference, <c>GET /userList</c>).</summary>
public sealed class UserQuery
{
    /// <summary>The service's maximum for <see cref="PageSize"/>.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>What the names of the users contain; null for anything.</summary>
    public string? Keyword { get; init; }

    /// <summary>The department that the users are in, or in a part of; null for any.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>True for those only who are in the department itself, not in a part of it.</summary>
    public bool IsDirect { get; init; }

    /// <summary>How many users one request asks for at the most: 1 to 100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>Where to go on from: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing, or an offset. Null or empty for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many of the first users to leave out. They are not requested.</summary>
    public long Skip { get; init; }

    /// <summary>How many users, after those left out, are wanted at the most; null for all.</summary>
    public long? Limit { get; init; }
}
