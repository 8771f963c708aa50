using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace KooDrive.Sandbox.Tests;

/// <summary>Calls a service with a valid token and valid headers, which each test can change.</summary>
internal sealed class Caller
{
    public const string Root = "/koodrive/ose/v1";

    private readonly SandboxService _service;
    private readonly TimeProvider _clock;

    public Caller(SandboxService service, TimeProvider clock)
    {
        _service = service;
        _clock = clock;
    }

    /// <summary>Headers that replace the usual ones or are added to them; null removes one.</summary>
    public Dictionary<string, string?> Headers { get; } = [];

    public string Authorization { get; set; } = "Bearer+" + UserToken;

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A request over the network, with a token.</summary>
    public static HttpRequestMessage Message(Uri endpoint, string target, HttpMethod? method = null, string? body = null)
    {
        var message = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(endpoint, target));
        message.Headers.TryAddWithoutValidation("X-User-Id", UserId);
        message.Headers.TryAddWithoutValidation("X-Date", Date(DateTimeOffset.UtcNow));
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer+" + UserToken);
        if (body is not null)
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return message;
    }

    public SandboxResponse Send(string method, string target, string? body = null, string? authority = null)
    {
        var headers = new Dictionary<string, string?>
        {
            ["Host"] = "127.0.0.1",
            ["X-User-Id"] = UserId,
            ["X-Date"] = Date(_clock.GetUtcNow()),
            ["Authorization"] = Authorization,
        };
        foreach (var header in Headers)
            headers[header.Key] = header.Value;
        return _service.Handle(new SandboxRequest(
            method,
            target,
            headers.Where(header => header.Value is not null).Select(header => KeyValuePair.Create(header.Key, header.Value!)),
            body is null ? null : Encoding.UTF8.GetBytes(body),
            authority));
    }

    /// <summary>Signs with the independent signer, then sends.</summary>
    public SandboxResponse SendSigned(string method, string target, string? body = null, string secret = AppSecret)
    {
        string date = Headers.GetValueOrDefault("X-Date") ?? Date(_clock.GetUtcNow());
        Authorization = ReferenceSigner.Authorization(
            AppId, secret, method, target, [("Host", "127.0.0.1"), ("X-Date", date), ("X-User-Id", UserId)],
            Encoding.UTF8.GetBytes(body ?? string.Empty));
        return Send(method, target, body);
    }

    public JsonElement Get(string target) => Json(Send("GET", Root + target));

    public JsonElement Post(string target, string? body = null) => Json(Send("POST", Root + target, body));

    public static JsonElement Json(SandboxResponse response) => Json(response.Body);

    public static JsonElement Json(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    /// <summary>All pages of a listing, until there is no cursor.</summary>
    public List<JsonElement[]> Pages(string query)
    {
        var pages = new List<JsonElement[]>();
        string? cursor = null;
        do
        {
            var response = Get("/task/list?" + query + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
            Assert.Equal("0", response.GetProperty("code").ToString());
            pages.Add([.. Tasks(response)]);
            cursor = Cursor(response);
        }
        while (cursor is not null);
        return pages;
    }

    public static IEnumerable<JsonElement> Tasks(JsonElement response) =>
        (response.TryGetProperty("taskList", out var tasks) ? tasks : response.GetProperty("taskListDtos")).EnumerateArray();

    public static string? Cursor(JsonElement response) => response.TryGetProperty("nextCursor", out var cursor) ? cursor.ToString() : null;
}
