namespace KooDrive.Client.Organization;

/// <summary>Which users to list, and the size of the pages (API reference, <c>GET /userList</c>).</summary>
public sealed class UserQuery
{
    /// <summary>The service's maximum for <see cref="PageSize"/>.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>Text that the users' names contain; null for all users.</summary>
    public string? Keyword { get; init; }

    /// <summary>The department of the users, including its subdepartments; null for any.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>True to leave out the subdepartments.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The largest number of users per request: 1 to 100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>
    /// Where to continue: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing, or an offset. Null or empty for the
    /// beginning.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>How many users to skip. They are not requested.</summary>
    public long Skip { get; init; }

    /// <summary>The largest number of users after those; null for all.</summary>
    public long? Limit { get; init; }
}
