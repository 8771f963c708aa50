using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>A connection test uses the language of its caller.</summary>
public sealed class DiagnosticsLanguageTests : ClientTest
{
    // The connection time-out is a limit and not a delay.
    public DiagnosticsLanguageTests() => Clock.SkipsDelays = false;

    [Theory]
    [InlineData("zh-CN", "不使用代理：此会话设置为不使用代理。", "未测试，因为 Tcp 失败。", "(ConnectionRefused)。")]
    [InlineData("de-DE", "No proxy: this session is set to use none.", "Not tested, because Tcp failed.", "(ConnectionRefused).")]
    public async Task An_unreachable_endpoint_is_described_in_the_callers_language(
        string culture, string noProxy, string notTried, string reason)
    {
        using var closed = new ClosedPort();
        var details = await TestAsync(culture, Connect(endpoint: new Uri($"https://{closed.Address}")));
        Assert.EndsWith(reason, details[ConnectionStep.Tcp], StringComparison.Ordinal);
        Assert.Equal(noProxy, details[ConnectionStep.Proxy]);
        Assert.Equal(notTried, details[ConnectionStep.Authentication]);
    }

    [Theory]
    [InlineData("zh-CN", "沙箱不使用网络。", "本机时钟与服务的时钟一致。", "服务接受用户 " + UserId + " 的应用签名（GET /task/list）。")]
    [InlineData(
        "de-DE",
        "The sandbox uses no network.",
        "This computer's clock agrees with the service's clock.",
        "The service accepts the app's signature for user " + UserId + " (GET /task/list).")]
    public async Task The_sandbox_is_described_in_the_callers_language(
        string culture, string noNetwork, string clock, string authentication)
    {
        using var handler = new SandboxHandler(new SandboxService(ServiceOptions, Clock));
        var details = await TestAsync(culture, Connect(endpoint: new Uri("https://sandbox.invalid"), handler: handler));
        Assert.All(details.Values.Take(4), detail => Assert.Equal(noNetwork, detail));
        Assert.Equal(clock, details[ConnectionStep.Clock]);
        Assert.Equal(authentication, details[ConnectionStep.Authentication]);
    }

    // The transport validates certificates on threads without the caller's language.
    [Theory]
    [InlineData(
        "zh-CN",
        "经由代理：TLS，证书“CN=koodrive-test”，颁发者“CN=koodrive-test”，有效期至 ",
        "证书不受信任：证书颁发给 other.example，而不是 koodrive.invalid；本机不信任其颁发者。")]
    [InlineData(
        "de-DE",
        "Through the proxy: TLS, certificate \"CN=koodrive-test\"",
        "The certificate is not trusted: it is for other.example, not for koodrive.invalid; this computer does not trust its issuer.")]
    public async Task A_certificate_behind_a_proxy_is_described_in_the_callers_language(string culture, string certificate, string faults)
    {
        await using var service = await FakeService.StartAsync(ServiceOptions, Clock, TestCertificate.Create("other.example"));
        await using var proxy = new TunnelProxy(service.Endpoint.Port);
        var details = await TestAsync(culture, Connect(endpoint: new Uri("https://koodrive.invalid"), proxy: proxy.Address));
        string detail = details[ConnectionStep.Tls];
        Assert.StartsWith(certificate, detail, StringComparison.Ordinal);
        Assert.EndsWith(faults, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "代理 {0}（来自会话的设置）要求提供凭据（HTTP 407）。")]
    [InlineData("de-DE", "The proxy {0} (from the session's settings) requires credentials (HTTP 407).")]
    public async Task A_proxy_that_requires_credentials_is_described_in_the_callers_language(string culture, string format)
    {
        var proxy = await StartProxyAsync(new NetworkCredential("joe", "password"));
        var details = await TestAsync(culture, Connect(proxy: proxy.Address));
        Assert.Equal(
            string.Format(CultureInfo.InvariantCulture, format, $"http://{proxy.Address.Authority}"), details[ConnectionStep.Proxy]);
    }

    /// <summary>The details of the checks in the language of a culture, which is set for the call only.</summary>
    private async Task<Dictionary<ConnectionStep, string>> TestAsync(string culture, KooDriveClient client)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var details = new Dictionary<ConnectionStep, string>();
        await foreach (var finding in client.TestConnectionAsync(cancellationToken: Stop))
            details.Add(finding.Check.Step, finding.Check.Detail);
        return details;
    }
}
