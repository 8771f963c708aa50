using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;
using KooDrive.Client.Json;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>
/// Lists the items of a <see cref="CustomRequest"/> by the paging of the service. If the request's query does not decide it: by cursor
/// first; by offset if the service refuses the parameters of a cursor, or returns a total that exceeds its page.
/// </summary>
internal sealed class CustomListing<T>
    where T : class
{
    private const string PageCursor = "pageCursor";
    private const string PageSize = "pageSize";
    private const string Offset = "offset";
    private const string Limit = "limit";

    private readonly KooDriveApi _api;
    private readonly RequestTarget _target;
    private readonly CustomPageReader<T> _reader;
    private readonly bool _isDecided;
    private bool _isByOffset;

    /// <exception cref="ArgumentException">The request's query has impossible paging parameters.</exception>
    public CustomListing(KooDriveApi api, CustomRequest request, CustomListQuery query, JsonItemReader<T> readItem)
    {
        _api = api;
        var target = request.Target;
        _target = target.With(PageCursor).With(PageSize).With(Offset).With(Limit);
        _reader = new CustomPageReader<T>(query.ItemProperty, readItem);
        _isByOffset = target.Values(Offset).Concat(target.Values(Limit)).Any();
        _isDecided = _isByOffset || target.Values(PageCursor).Concat(target.Values(PageSize)).Any();
        string? start = string.IsNullOrEmpty(query.Cursor) ? null : query.Cursor;
        if (start is not null)
            _isByOffset |= OffsetCursor.IsMarked(start);
        else
            start = _isByOffset ? OffsetCursor.Of(Number(target, Offset, 0) ?? 0) : Text(target, PageCursor);
        int pageSize = query.PageSize ?? (int?)Number(target, _isByOffset ? Limit : PageSize, 1) ?? CustomListQuery.DefaultPageSize;
        Range = _isByOffset
            ? OffsetPaging.RangeOf(pageSize, start, query.Skip, query.Limit)
            : new PageRange(pageSize, start, query.Skip, query.Limit);
    }

    public PageRange Range { get; }

    public async Task<ApiResponse<ListPage<T?>>> SendAsync(
        string? cursor, int pageSize, CallHooks hooks, CancellationToken cancellationToken)
    {
        if (_isByOffset || (cursor is not null && OffsetCursor.IsMarked(cursor)))
            return await SendByOffsetAsync(cursor, pageSize, hooks, cancellationToken).ConfigureAwait(false);

        ApiResponse<ListPage<T?>> response;
        try
        {
            var target = _target.With(PageSize, Text(pageSize));
            response = await SendAsync(
                cursor is null ? target : target.With(PageCursor, cursor), cursor, hooks, cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (!_isDecided && cursor is null && IsParameterRefusal(e))
        {
            hooks.Verbose?.Invoke(ClientMessages.PagesByOffset);
            _isByOffset = true;
            return await SendByOffsetAsync(cursor, pageSize, hooks, cancellationToken).ConfigureAwait(false);
        }

        var page = response.Value;
        bool isFirstOfMany = !_isDecided && cursor is null && page.NextCursor is null
            && page.Items.Count > 0 && page.Total > page.Items.Count;
        return isFirstOfMany
            ? new ApiResponse<ListPage<T?>>(page with { NextCursor = OffsetCursor.Of(page.Items.Count) }, response.TraceId)
            : response;
    }

    private Task<ApiResponse<ListPage<T?>>> SendByOffsetAsync(
        string? cursor, int limit, CallHooks hooks, CancellationToken cancellationToken) =>
        OffsetPaging.SendAsync(
            _api,
            cursor,
            limit,
            (offset, token) => SendAsync(_target.With(Limit, Text(limit)).With(Offset, Text(offset)), cursor: null, hooks, token),
            cancellationToken);

    private async Task<ApiResponse<ListPage<T?>>> SendAsync(
        RequestTarget target, string? cursor, CallHooks hooks, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Custom(new CustomRequest(HttpMethod.Get, target), cursor);
        var response = await _api.SendAsync(request, _reader.Read, hooks, cancellationToken).ConfigureAwait(false);
        return response.Value.Page is { } page
            ? new ApiResponse<ListPage<T?>>(page, response.TraceId)
            : throw KooDriveErrors.ListUnclear(request, response.Value.Lists, new CallFacts(response.TraceId, _api.UtcNow));
    }

    private static bool IsParameterRefusal(KooDriveException e) =>
        e.Kind == KooDriveErrorKind.ServiceError && e.ServiceCode is ServiceCodes.BadRequest or ServiceCodes.BadParameter;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

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
