using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>How the end of a response is marked.</summary>
public enum Framing
{
    /// <summary>By its <c>Content-Length</c>.</summary>
    ContentLength,

    /// <summary>By the last chunk.</summary>
    Chunked,

    /// <summary>By the end of the connection: a truncated response looks complete.</summary>
    Close,
}

/// <summary>What happens to one request.</summary>
public sealed class Behavior
{
    private readonly string _name;
    private readonly Func<Exchange, Task> _apply;

    private Behavior(string name, Func<Exchange, Task> apply)
    {
        _name = name;
        _apply = apply;
    }

    /// <summary>The response of the engine.</summary>
    public static Behavior Pass { get; } = new("pass", exchange => exchange.SendAsync(exchange.Response));

    /// <summary>The response of the engine, compressed, whether or not the client accepts that.</summary>
    public static Behavior Gzip { get; } = new("gzip", exchange => exchange.SendAsync(Compressed(exchange.Response)));

    /// <summary>
    /// The response of the engine, and the connection is not used again. If a client sends its next request on the same connection and
    /// disconnects while the server still finishes this one, the server does not always notice.
    /// </summary>
    public static Behavior PassAndClose { get; } = new("pass and close", exchange => exchange.SendAsync(
        new SandboxResponse(
            exchange.Response.StatusCode, [.. exchange.Response.Headers, new("Connection", "close")], exchange.Response.Body)));

    /// <summary>The request is read, and nothing is sent until the client disconnects or the service closes.</summary>
    public static Behavior StallBeforeHeaders { get; } = new("stall before headers", exchange => exchange.WaitUntilGoneAsync());

    /// <summary>The connection is reset before a response, and the service has not acted on the request.</summary>
    public static Behavior Reset { get; } = From("reset", exchange => exchange.Cut());

    /// <summary>The connection is reset before a response, but the service has acted on the request.</summary>
    public static Behavior ResetAfterHandling { get; } = From("reset after handling", exchange =>
    {
        _ = exchange.Response;
        exchange.Cut();
    });

    /// <summary>All tokens expire, and then the service handles the request.</summary>
    public static Behavior TokenExpired { get; } = new("token expired", exchange =>
    {
        exchange.ExpireTokens();
        return exchange.SendAsync(exchange.Response);
    });

    /// <summary>The headers and the beginning of the response, then nothing until the client disconnects or the service closes.</summary>
    /// <param name="length">How many bytes of the body come.</param>
    public static Behavior StallInBody(int length) => new($"stall after {length} bytes", async exchange =>
    {
        await exchange.SendPartAsync(exchange.Response, length).ConfigureAwait(false);
        await exchange.WaitUntilGoneAsync().ConfigureAwait(false);
    });

    /// <summary>The headers and the beginning of the response, then nothing until the client's time-out, which passes at once.</summary>
    /// <param name="clock">The client's clock.</param>
    /// <param name="length">How many bytes of the body come.</param>
    public static Behavior StallUntilTimeout(TestClock clock, int length) => new($"time-out after {length} bytes", async exchange =>
    {
        await exchange.SendPartAsync(exchange.Response, length).ConfigureAwait(false);
        clock.Advance(TestClock.OperationTimeout);
        await exchange.WaitUntilGoneAsync().ConfigureAwait(false);
    });

    /// <summary>The headers and the beginning of the response, then the connection is reset.</summary>
    /// <param name="length">How many bytes of the body come.</param>
    public static Behavior ResetInBody(int length) => new($"reset after {length} bytes", async exchange =>
    {
        await exchange.SendPartAsync(exchange.Response, length).ConfigureAwait(false);
        exchange.Cut();
    });

    /// <summary>The headers and the beginning of the response, then the connection is closed normally.</summary>
    /// <param name="length">How many bytes of the body come.</param>
    /// <param name="framing">How the end of the response is marked.</param>
    public static Behavior Truncate(int length, Framing framing = Framing.ContentLength) =>
        new($"truncate after {length} bytes, {framing}", exchange => exchange.SendTruncatedAsync(exchange.Response, length, framing));

    /// <summary>Another behavior, when a task of the test completes.</summary>
    /// <param name="gate">The task.</param>
    /// <param name="then">The other behavior; null for the true response.</param>
    public static Behavior After(Task gate, Behavior? then = null) => new("after a gate", async exchange =>
    {
        await gate.WaitAsync(exchange.Gone).ConfigureAwait(false);
        await (then ?? Pass).ApplyAsync(exchange).ConfigureAwait(false);
    });

    /// <summary>A response with a status, as of a gateway; the engine does not handle the request.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="contentType">Its type; null to leave it out.</param>
    /// <param name="headers">More headers, with any text: <c>("Retry-After", "abc")</c>.</param>
    public static Behavior Status(
        int statusCode, string body = "", string? contentType = null, params (string Name, string Value)[] headers) =>
        Send($"status {statusCode}", statusCode, Encoding.UTF8.GetBytes(body), contentType, headers);

    /// <summary>A response with a status and headers, without a body.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers, with any text.</param>
    public static Behavior Status(int statusCode, params (string Name, string Value)[] headers) =>
        Status(statusCode, string.Empty, null, headers);

    /// <summary>
    /// The engine handles the request, and then a failure replaces its response: a create with an error response has been
    /// executed.
    /// </summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="contentType">Its type; null to leave it out.</param>
    public static Behavior StatusAfterHandling(int statusCode, string body = "", string? contentType = null)
    {
        var status = Status(statusCode, body, contentType);
        return new($"status {statusCode} after handling", exchange =>
        {
            _ = exchange.Response;
            return status.ApplyAsync(exchange);
        });
    }

    /// <summary>A response of status 200 with any bytes; the engine does not handle the request.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">Their type.</param>
    public static Behavior Body(byte[] body, string contentType = "application/json") => Send("body", 200, body, contentType, []);

    /// <summary>A response of status 200 with any text, as UTF-8; the engine does not handle the request.</summary>
    /// <param name="body">The text.</param>
    /// <param name="contentType">Its type.</param>
    public static Behavior Body(string body, string contentType = "application/json") => Body(Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Anything else.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="apply">What to do with the exchange.</param>
    public static Behavior From(string name, Func<Exchange, Task> apply) => new(name, apply);

    /// <inheritdoc/>
    public override string ToString() => _name;

    internal Task ApplyAsync(Exchange exchange) => _apply(exchange);

    private static Behavior From(string name, Action<Exchange> apply) => new(name, exchange =>
    {
        apply(exchange);
        return Task.CompletedTask;
    });

    private static Behavior Send(string name, int statusCode, byte[] body, string? contentType, (string Name, string Value)[] headers)
    {
        var all = headers.Select(header => KeyValuePair.Create(header.Name, header.Value)).ToList();
        if (contentType is not null)
            all.Add(new("Content-Type", contentType));
        var response = new SandboxResponse(statusCode, all, body);
        return new(name, exchange => exchange.SendAsync(response));
    }

    private static SandboxResponse Compressed(SandboxResponse response)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(response.Body);
        return new SandboxResponse(response.StatusCode, [.. response.Headers, new("Content-Encoding", "gzip")], bytes.ToArray());
    }
}
