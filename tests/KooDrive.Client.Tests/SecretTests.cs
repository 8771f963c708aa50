using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Http;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>Services and gateways that echo credentials in their responses. No text for the caller contains them.</summary>
public sealed class SecretTests : ClientTest
{
    private const string Canary = "C4nary+/t0ken==";
    private const string Session = "C4nary-session&id";

    private protected override SandboxOptions ServiceOptions => new()
    {
        TaskCount = 250,
        Tokens = [Canary],
        SessionId = Session,
        Apps = new Dictionary<string, string> { [AppId] = Canary },
    };

    public static MatrixTheoryData<int, string, bool> Echoes =>
        new([200, 302, 400, 401, 403, 404, 407, 429, 500, 503], ["msg", "code", "html", "both"], [true, false]);

    [Theory]
    [MemberData(nameof(Echoes))]
    [Trait("Acceptance", "11")]
    public async Task A_secret_that_a_response_echoes_is_removed(int status, string where, bool app)
    {
        Service.Script = request => request.Call == ApiCall.ListTasks && request.CallNumber >= 2 ? Echo(status, where) : null;
        var recorder = new Recorder();
        var credential = app ? App(appSecret: Canary) : TokenOf(Canary, Session);
        using var client = Connect(credential, maximumRetryTime: TimeSpan.FromSeconds(3));
        var error = await ErrorAsync(client, new TaskQuery { PageSize = 50 }, recorder);
        AssertClean(error, recorder);
        Assert.Contains(recorder.Debug, text => text.StartsWith($"HTTP {status}, ", StringComparison.Ordinal));
        if (status is 403 or 404 && where == "msg")
            Assert.Contains("***", error.ServiceMessage, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task A_secret_that_the_renewal_echoes_is_removed()
    {
        Service.Script = Scripts.FirstOf(
            Scripts.On(ApiCall.ListTasks, 2, Behavior.Status(401)), Scripts.Always(ApiCall.RefreshSession, Echo(403, "both")));
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(TokenOf(Canary, Session)), new TaskQuery { PageSize = 50 }, recorder);
        Assert.NotNull(error.InnerException);
        AssertClean(error, recorder);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task A_token_that_has_been_replaced_is_removed_from_texts()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Script = Scripts.Sequence(ApiCall.ListTasks, Behavior.After(release.Task, Echo(403, "msg")), Behavior.Status(401));
        var recorder = new Recorder();
        using var client = Connect(TokenOf(Canary, Session));
        var slow = ErrorAsync(client, recorder: recorder);
        await Service.WaitForRequestAsync(1, Stop);
        await IdsAsync(client);
        Assert.Equal(1, Service.CountOf(ApiCall.RefreshSession));
        release.SetResult();
        AssertClean(await slow, recorder);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task The_password_of_a_proxy_is_removed()
    {
        var user = new NetworkCredential("proxy-user", Canary);
        var proxy = await StartProxyAsync(user);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.From("echo of the proxy", exchange =>
        {
            string authorization = Convert.ToBase64String(Encoding.UTF8.GetBytes($"proxy-user:{Canary}"));
            string body = JsonSerializer.Serialize(new { code = "1", msg = $"Basic {authorization} {Canary}" });
            return exchange.SendAsync(new SandboxResponse(403, [], Encoding.UTF8.GetBytes(body)));
        }));
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(App(), proxy: proxy.Address, proxyCredential: user), recorder: recorder);
        Assert.Equal(KooDriveErrorKind.AuthenticationFailed, await KindOfUnknownAppAsync());
        AssertClean(error, recorder);
        Assert.DoesNotContain(
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"proxy-user:{Canary}")), error.ToString(), StringComparison.Ordinal);

        async Task<KooDriveErrorKind> KindOfUnknownAppAsync()
        {
            Service.Script = null;
            return (await ErrorAsync(Connect(App("nobody", "x")))).Kind;
        }
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task The_password_of_a_proxy_user_in_a_domain_is_removed()
    {
        var user = new NetworkCredential("proxy-user", Canary, "CORP");
        string authorization = Convert.ToBase64String(Encoding.UTF8.GetBytes($"CORP\\proxy-user:{Canary}"));
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(403, $$"""{"code":"1","msg":"Basic {{authorization}}"}"""));
        var proxy = await StartProxyAsync();
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(App(), proxy: proxy.Address, proxyCredential: user), recorder: recorder);
        Assert.Contains("Basic ***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(authorization, error + string.Concat(recorder.Debug), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task The_password_in_the_address_of_a_proxy_is_removed()
    {
        string authorization = Convert.ToBase64String(Encoding.UTF8.GetBytes("proxy-user:p@ss-of-the-proxy"));
        Service.Script = Scripts.Always(
            ApiCall.ListTasks, Behavior.Status(403, $$"""{"code":"1","msg":"Basic {{authorization}} for p@ss-of-the-proxy"}"""));
        var proxy = await StartProxyAsync();
        var address = new UriBuilder(proxy.Address) { UserName = "proxy-user", Password = "p%40ss-of-the-proxy" }.Uri;
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(App(), proxy: address), recorder: recorder);
        Assert.Contains("Basic *** for ***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(authorization, error + string.Concat(recorder.Debug), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task Retries_and_broken_connections_show_no_secret()
    {
        Service.Script = Scripts.FirstOf(
            Scripts.Sequence(ApiCall.ListTasks, [.. Scripts.QuickFaults]), Scripts.Always(ApiCall.ListTasks, Behavior.Reset));
        var recorder = new Recorder();
        using var client = Connect(TokenOf(Canary, Session), maximumRetryTime: TimeSpan.FromMinutes(10));
        var error = await ErrorAsync(client, recorder: recorder);
        Assert.NotEmpty(recorder.Verbose);
        AssertClean(error, recorder);
    }

    // The platform quotes what it cannot read in its exceptions.
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nEcho of {0}: x\r\n\r\n")]
    [InlineData("HTTP/1.1 {0}\r\n\r\n")]
    [InlineData("{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n{}")]
    [Trait("Acceptance", "11")]
    [Trait("Acceptance", "35")]
    public async Task A_secret_that_a_malformed_response_echoes_is_removed(string response)
    {
        foreach (bool isApp in (bool[])[true, false])
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var echo = EchoOnceAsync(listener, response);
            var recorder = new Recorder();
            var error = await ErrorAsync(
                Connect(
                    isApp ? App() : TokenOf(Canary, Session), new Uri($"http://{listener.LocalEndpoint}"), maximumRetryTime: TimeSpan.Zero),
                recorder: recorder);
            string authorization = await echo;
            Assert.Contains(isApp ? "Signature=" : Canary, authorization, StringComparison.Ordinal);
            AssertClean(error, recorder, authorization);
        }
    }

    [Fact]
    public async Task The_buffer_of_a_response_is_overwritten()
    {
        using var response = new HttpResponseMessage { Content = new StringContent(new string('s', 40_000)) };
        var body = await BufferedContent.ReadAsync(response, Stop);
        var buffer = (byte[])typeof(BufferedContent).GetField("_buffer", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(body)!;
        Assert.Contains((byte)'s', buffer);
        body.Dispose();
        Assert.DoesNotContain((byte)'s', buffer);
    }

    [Fact]
    public async Task Secrets_are_wiped_by_disposal()
    {
        var secret = new Secret(Canary.Secure());
        byte[] bytes = secret.Bytes;
        Assert.Equal(Canary, Encoding.UTF8.GetString(bytes));
        secret.Dispose();
        Assert.All(bytes, value => Assert.Equal(0, value));
        Assert.Equal(KooDriveErrorKind.NotConnected, Assert.Throws<KooDriveException>(secret.Reveal).Kind);

        var client = Connect(TokenOf(Canary, Session));
        await IdsAsync(client);
        client.Dispose();
        Assert.Equal(KooDriveErrorKind.NotConnected, (await ErrorAsync(client)).Kind);
    }

    [Fact]
    public async Task A_token_that_is_renewed_during_disposal_is_not_kept()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.Status(401));
        var credential = TokenOf("expiring-token");
        KooDriveClient client = null!;
        var recorder = new Recorder(_ =>
        {
            client.Dispose();
            credential.Dispose();
            return Task.FromResult(Canary.Secure());
        });
        client = Connect(credential);
        Assert.Equal(KooDriveErrorKind.NotConnected, (await ErrorAsync(client, recorder: recorder)).Kind);
        Assert.Throws<KooDriveException>(() => credential.RevealSecrets().ToList());
    }

    private static Behavior Echo(int status, string where) => Behavior.From("echo", exchange =>
    {
        string authorization = exchange.Request.Header("Authorization")!;
        string token = authorization.StartsWith("Bearer+", StringComparison.Ordinal) ? authorization["Bearer+".Length..] : authorization;
        string[] secrets =
        [
            authorization, token, RequestSigner.SignatureIn(authorization), exchange.Request.Header("x-session-id") ?? "none",
        ];
        string text = string.Join(' ', secrets.Where(secret => secret.Length > 0).SelectMany(SecretForms.Of));
        string body = where switch
        {
            "msg" => JsonSerializer.Serialize(new { code = "1", msg = text }),
            "code" => JsonSerializer.Serialize(new { code = text, msg = "m" }),
            "both" => JsonSerializer.Serialize(new { code = text, msg = text }),
            _ => $"<html><body>{text}</body></html>",
        };
        return exchange.SendAsync(new SandboxResponse(
            status, [new("Location", "http://127.0.0.1:9/?" + Uri.EscapeDataString(token)), new("X-Echo", authorization)],
            Encoding.UTF8.GetBytes(body)));
    });

    /// <returns>The Authorization header that was echoed.</returns>
    private async Task<string> EchoOnceAsync(TcpListener listener, string response)
    {
        using var client = await listener.AcceptTcpClientAsync(Stop);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        string authorization = string.Empty;
        while (await reader.ReadLineAsync(Stop) is { Length: > 0 } line)
        {
            if (line.StartsWith("Authorization: ", StringComparison.Ordinal))
                authorization = line["Authorization: ".Length..];
        }

        byte[] bytes = Encoding.Latin1.GetBytes(response.Replace("{0}", authorization, StringComparison.Ordinal));
        await client.GetStream().WriteAsync(bytes, Stop);
        return authorization;
    }

    private void AssertClean(KooDriveException error, Recorder recorder, params string[] others)
    {
        string[] authorizations = [.. others, .. Service.Requests.Select(request => request.Header("Authorization")!).Distinct()];
        string[] secrets = [.. authorizations, .. authorizations.Select(RequestSigner.SignatureIn), Canary, "Bearer+" + Canary, Session];
        string[] forbidden = [.. secrets.Where(secret => secret.Length > 0).SelectMany(SecretForms.Of).Distinct()];
        var texts = new List<string>([error.ToString(), .. recorder.Verbose, .. recorder.Warnings, .. recorder.Debug]);
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            texts.AddRange([e.Message, e.Source ?? string.Empty, e.HelpLink ?? string.Empty]);
            texts.AddRange(e.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"));
            texts.AddRange(
                e.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
                    .Select(property => $"{property.GetValue(e)}"));
        }

        foreach (string text in texts)
            Assert.DoesNotContain(forbidden, secret => text.Contains(secret, StringComparison.Ordinal));
    }
}
