using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>Responds to every request with status 200 and a body.</summary>
internal sealed class StubHandler(Func<byte[]> body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(body()) });
}
