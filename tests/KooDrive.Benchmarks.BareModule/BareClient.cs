using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Benchmarks;

/// <summary>An HttpClient with the headers that the service requires.</summary>
public sealed class BareClient : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _root;

    public BareClient(Uri endpoint)
    {
        _root = new Uri(endpoint, "/koodrive/ose/v1/task/");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer+token");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-User-Id", "1505084218764547200");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-Date", "20240909T033325Z");
    }

    public static BarePage ReadPage(byte[] body) => JsonSerializer.Deserialize(body, BareContext.Default.BarePage)!;

    public async Task<BarePage> GetPageAsync(long? cursor, CancellationToken cancellationToken = default)
    {
        var address = new Uri(_root, "list?pageSize=100" + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
        byte[] body = await _http.GetByteArrayAsync(address, cancellationToken).ConfigureAwait(false);
        return ReadPage(body);
    }

    public async Task<BareTask> GetTaskAsync(string taskId, CancellationToken cancellationToken = default)
    {
        byte[] body = await _http.GetByteArrayAsync(new Uri(_root, taskId), cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, BareContext.Default.BareTask)!;
    }

    public async Task<BareUserPage> GetUsersAsync(int offset, int limit, CancellationToken cancellationToken = default)
    {
        byte[] body = await _http.GetByteArrayAsync(new Uri(_root, $"../userList?limit={limit}&offset={offset}"), cancellationToken)
            .ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, BareUserContext.Default.BareUserPage)!;
    }

    public void Dispose() => _http.Dispose();
}
