using System;
using System.Linq;
using KooDrive.Client.Json;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>How the pages of a <see cref="CustomRequest"/> are requested: what its query and the cursor to start from say.</summary>
internal sealed class CustomPaging
{
    public const string PageCursor = "pageCursor";
    public const string PageSize = "pageSize";
    public const string Offset = "offset";
    public const string Limit = "limit";

    /// <exception cref="ArgumentException">The request's query has impossible paging parameters.</exception>
    public CustomPaging(CustomRequest request, CustomListQuery query)
    {
        var target = request.Target;
        Target = target.With(PageCursor).With(PageSize).With(Offset).With(Limit);
        bool hasOffset = target.Values(Offset).Concat(target.Values(Limit)).Any();
        IsDecided = hasOffset || target.Values(PageCursor).Concat(target.Values(PageSize)).Any();
        string? start = string.IsNullOrEmpty(query.Cursor) ? null : query.Cursor;
        IsByOffset = hasOffset || (start is not null && OffsetCursor.IsMarked(start));
        start ??= IsByOffset ? OffsetCursor.Of(Number(target, Offset, 0) ?? 0) : Text(target, PageCursor);
        int pageSize = query.PageSize ?? (int?)Number(target, IsByOffset ? Limit : PageSize, 1) ?? CustomListQuery.DefaultPageSize;
        Range = IsByOffset
            ? OffsetPaging.RangeOf(pageSize, start, query.Skip, query.Limit)
            : new PageRange(pageSize, start, query.Skip, query.Limit);
    }

    /// <summary>The request without the parameters of paging.</summary>
    public RequestTarget Target { get; }

    /// <summary>Whether the request's query says if the pages are requested by cursor or by offset.</summary>
    public bool IsDecided { get; }

    /// <summary>Whether the first page is requested by offset.</summary>
    public bool IsByOffset { get; }

    public PageRange Range { get; }

    private static string? Text(RequestTarget target, string name) =>
        target.Values(name).LastOrDefault() is { Length: > 0 } text ? text : null;

    private static long? Number(RequestTarget target, string name, long minimum)
    {
        if (Text(target, name) is not { } text)
            return null;
        return JsonValues.ToNumber(text) is { } number && number >= minimum && number <= int.MaxValue
            ? number
            : throw new ArgumentException(SR.Format(ClientMessages.ParameterNoNumber, name, text, minimum, int.MaxValue));
    }
}
