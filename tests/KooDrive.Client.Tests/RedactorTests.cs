using System;
using System.Net;
using System.Net.Http;
using System.Text;
using KooDrive.Client.Authentication;
using KooDrive.Client.Http;

namespace KooDrive.Client.Tests;

/// <summary>Texts without the secrets of a session and its proxy, and with everything else.</summary>
[Trait("Acceptance", "11")]
public sealed class RedactorTests : IDisposable
{
    private const string Text = """{"code":"1","msg":"m: 9","data":{"accessToken":"NEW-TOKEN"},"mobile":13800000000}""";
    private const string CleanText = """{"code":"1","msg":"m: 9","data":{"accessToken":"***"},"mobile":***}""";

    private readonly IWebProxy _defaultProxy = HttpClient.DefaultProxy;

    public void Dispose() => HttpClient.DefaultProxy = _defaultProxy;

    [Theory]
    [InlineData("")]
    [InlineData(":@")]
    [InlineData("joe:@")]
    [InlineData("joe@")]
    [InlineData("joe:c4nary@")]
    public void The_environments_proxy_does_not_change_other_texts(string userInfo) =>
        Assert.Equal(CleanText, WithEnvironmentProxy(userInfo).Clean(Text, string.Empty));

    [Theory]
    [InlineData("joe:c4n%40ry@", "joe:c4n@ry")]
    [InlineData("joe:c4n:ry@", "joe:c4n:ry")]
    [InlineData("apikey@", "apikey:")]
    public void The_credential_of_the_environments_proxy_is_removed(string userInfo, string credential)
    {
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(credential));
        Assert.Equal("Basic ***, ***.", WithEnvironmentProxy(userInfo).Clean($"Basic {base64}, {credential}.", string.Empty));
    }

    [Theory]
    [InlineData("joe", "")]
    [InlineData("", "")]
    [InlineData("joe", "token")]
    [InlineData("token", "accessToken")]
    [InlineData("joe", "mobile")]
    public void A_credential_of_a_proxy_does_not_hide_the_names_of_secrets(string userName, string password)
    {
        string text = Of(new NetworkCredential(userName, password)).Clean(Text, string.Empty);
        Assert.DoesNotContain("NEW-TOKEN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", text, StringComparison.Ordinal);
        Assert.StartsWith("""{"code":"1","msg":"m: 9",""", text, StringComparison.Ordinal);
    }

    private static Redactor Of(NetworkCredential? proxyCredential = null) => new(new KooDriveClientOptions
    {
        Endpoint = OneHostProxy.Endpoint,
        UserId = "1",
        Credential = KooDriveCredential.Token("T0KEN-OF-THE-SESSION".Secure()),
        ProxyCredential = proxyCredential,
    });

    private static Redactor WithEnvironmentProxy(string userInfo)
    {
        HttpClient.DefaultProxy = new OneHostProxy(new Uri($"http://{userInfo}proxy.invalid:8080"));
        return Of();
    }

    // The default proxy is that of the process: other tests, which run at the same time, must not use it.
    private sealed class OneHostProxy(Uri address) : IWebProxy
    {
        public static readonly Uri Endpoint = new("https://redactor.invalid");

        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => IsBypassed(destination) ? destination : address;

        public bool IsBypassed(Uri host) => host != Endpoint;
    }
}
