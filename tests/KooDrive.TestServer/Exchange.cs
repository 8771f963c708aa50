using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace KooDrive.TestServer;

/// <summary>One request and its response, for a <see cref="Behavior"/>.</summary>
public sealed class Exchange
{
    private readonly FakeService _service;
    private readonly HttpContext _context;
    private SandboxResponse? _response;

    internal Exchange(FakeService service, RecordedRequest request, HttpContext context, CancellationToken gone)
    {
        _service = service;
        _context = context;
        Request = request;
        Gone = gone;
    }

    /// <summary>The request.</summary>
    public RecordedRequest Request { get; }

    /// <summary>Canceled when the client has disconnected or the service closes.</summary>
    public CancellationToken Gone { get; }

    /// <summary>The response of the engine. Reading it for the first time makes the engine handle the request.</summary>
    public SandboxResponse Response => _response ??= _service.Response(Request);

    /// <summary>Sends a complete response.</summary>
    /// <param name="response">The response.</param>
    public Task SendAsync(SandboxResponse response) => SendPartAsync(response, response.Body.Length);

    /// <summary>Sends the headers, with the full length, and the first bytes of the body.</summary>
    /// <param name="response">The response.</param>
    /// <param name="length">How many bytes of the body; no more than it has.</param>
    public async Task SendPartAsync(SandboxResponse response, int length)
    {
        _context.Response.StatusCode = response.StatusCode;
        foreach (var header in HeadersOf(response))
            _context.Response.Headers.Append(header.Key, header.Value);
        _context.Response.ContentLength = response.Body.Length;
        await _context.Response.StartAsync(Gone).ConfigureAwait(false);
        await _context.Response.Body.WriteAsync(response.Body.AsMemory(0, Math.Min(length, response.Body.Length)), Gone)
            .ConfigureAwait(false);
        await _context.Response.Body.FlushAsync(Gone).ConfigureAwait(false);
    }

    /// <summary>Sends the beginning of a response and closes the connection normally, like a gateway that gives up.</summary>
    /// <param name="response">The response.</param>
    /// <param name="length">How many bytes of the body; no more than it has.</param>
    /// <param name="framing">How the end of the response is marked.</param>
    public async Task SendTruncatedAsync(SandboxResponse response, int length, Framing framing)
    {
        Request.IsCut = true;
        length = Math.Min(length, response.Body.Length);
        var text = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        foreach (var header in HeadersOf(response))
            text.Append(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}\r\n");
        text.Append(framing switch
        {
            Framing.ContentLength => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n\r\n"),
            Framing.Chunked => string.Create(CultureInfo.InvariantCulture, $"Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n"),
            _ => "Connection: close\r\n\r\n",
        });
        byte[] end = framing == Framing.Chunked ? "\r\n"u8.ToArray() : [];

        // Kestrel would not send a broken response: write to the socket directly, and close its sending side.
        var output = _context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()).Concat(response.Body.Take(length)).Concat(end).ToArray(), Gone)
            .ConfigureAwait(false);
        await output.CompleteAsync().ConfigureAwait(false);
        await WaitUntilGoneAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until the client has disconnected or the service closes.</summary>
    public Task WaitUntilGoneAsync() => Task.Delay(Timeout.Infinite, Gone);

    /// <summary>Resets the connection.</summary>
    public void Cut()
    {
        Request.IsCut = true;
        _context.Abort();
    }

    internal void ExpireTokens() => _service.Engine.ExpireTokens();

    private IEnumerable<KeyValuePair<string, string>> HeadersOf(SandboxResponse response)
    {
        string date = (_service.Now + _service.DateShift).ToString("r", CultureInfo.InvariantCulture);
        return response.Headers.Where(header => header.Key != "Date").Prepend(new("Date", date));
    }
}
