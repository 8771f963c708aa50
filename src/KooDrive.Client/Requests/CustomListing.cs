using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>
/// Lists the items of a <see cref="CustomRequest"/> by the paging of the service. If the request's query does not decide it: by cursor
/// first; by offset if the service refuses the parameters of a cursor, or returns a total that exceeds its page.
/// </summary>
internal sealed class CustomListing<T>(KooDriveApi api, CustomPaging paging, CustomPageReader<T> reader)
    where T : class
{
    private bool _isByOffset = paging.IsByOffset;

    public async Task<ApiResponse<ListPage<T?>>> SendAsync(
        string? cursor, int pageSize, CallHooks hooks, CancellationToken cancellationToken)
    {
        if (_isByOffset || (cursor is not null && OffsetCursor.IsMarked(cursor)))
            return await SendByOffsetAsync(cursor, pageSize, hooks, cancellationToken).ConfigureAwait(false);

        ApiResponse<ListPage<T?>> response;
        try
        {
            var target = paging.Target.With(CustomPaging.PageSize, Text(pageSize));
            response = await SendAsync(
                cursor is null ? target : target.With(CustomPaging.PageCursor, cursor), cursor, hooks, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KooDriveException e) when (!paging.IsDecided && cursor is null && IsParameterRefusal(e))
        {
            hooks.Verbose?.Invoke(ClientMessages.PagesByOffset);
            _isByOffset = true;
            return await SendByOffsetAsync(cursor, pageSize, hooks, cancellationToken).ConfigureAwait(false);
        }

        var page = response.Value;
        bool isFirstOfMany = !paging.IsDecided && cursor is null && page.NextCursor is null
            && page.Items.Count > 0 && page.Total > page.Items.Count;
        return isFirstOfMany
            ? new ApiResponse<ListPage<T?>>(page with { NextCursor = OffsetCursor.Of(page.Items.Count) }, response.TraceId)
            : response;
    }

    private Task<ApiResponse<ListPage<T?>>> SendByOffsetAsync(
        string? cursor, int limit, CallHooks hooks, CancellationToken cancellationToken) =>
        OffsetPaging.SendAsync(
            api,
            cursor,
            limit,
            (offset, token) => SendAsync(
                paging.Target.With(CustomPaging.Limit, Text(limit)).With(CustomPaging.Offset, Text(offset)), cursor: null, hooks, token),
            cancellationToken);

    private async Task<ApiResponse<ListPage<T?>>> SendAsync(
        RequestTarget target, string? cursor, CallHooks hooks, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Custom(new CustomRequest(HttpMethod.Get, target), cursor);
        var response = await api.SendAsync(request, reader.Read, hooks, cancellationToken).ConfigureAwait(false);
        return response.Value.Page is { } page
            ? new ApiResponse<ListPage<T?>>(page, response.TraceId)
            : throw KooDriveErrors.ListUnclear(request, response.Value.Lists, new CallFacts(response.TraceId, api.UtcNow));
    }

    private static bool IsParameterRefusal(KooDriveException e) =>
        e.Kind == KooDriveErrorKind.ServiceError && e.ServiceCode is ServiceCodes.BadRequest or ServiceCodes.BadParameter;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
