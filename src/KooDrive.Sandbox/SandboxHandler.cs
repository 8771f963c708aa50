using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Sandbox;

/// <summary>Sends requests to a <see cref="SandboxService"/> instead of the network.</summary>
public sealed class SandboxHandler : HttpMessageHandler
{
    private readonly SandboxService _service;

    /// <summary>Makes a handler. Several may share one service.</summary>
    /// <param name="service">The service.</param>
    public SandboxHandler(SandboxService service) => _service = service;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = _service.Handle(await ReadAsync(request, cancellationToken).ConfigureAwait(false));
        cancellationToken.ThrowIfCancellationRequested();

        var response = new HttpResponseMessage((HttpStatusCode)result.StatusCode)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(result.Body),
        };
        foreach (var header in result.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value))
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }

    private static async Task<SandboxRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = request.Headers;
        byte[] body = [];
        if (request.Content is not null)
        {
            body = await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            headers = headers.Concat(request.Content.Headers);
        }

        // A network handler would add the host.
        string[] host = request.Headers.Host is null ? [uri.Authority] : [];
        return new SandboxRequest(
            request.Method.Method,
            uri.PathAndQuery,
            headers
                .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)))
                .Concat(host.Select(value => new KeyValuePair<string, string>("Host", value))),
            body,
            uri.Authority);
    }
}
