using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class ProxyTests : ServiceTests
{
    private const string Password = "p@ss:w/rd";

    private static readonly NetworkCredential Credential = new("proxyuser", Password);

    private const string ElsewhereOverTls = "https://koodrive.invalid";

    private string ConnectThrough(string more, string? endpoint = null) =>
        $"Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {endpoint ?? Service.Endpoint.ToString()} "
        + $"-MaximumRetrySeconds 0 {more}";

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_is_used()
    {
        await using var proxy = await FakeProxy.StartAsync();
        Shell.Run(ConnectThrough($"-Proxy {proxy.Address}")).Clean();
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
        Assert.StartsWith(Service.Endpoint + "koodrive/ose/v1/task/list", Assert.Single(proxy.Requests).Target, StringComparison.Ordinal);
        Assert.Null(Service.Requests[0].Header("Proxy-Authorization"));
    }

    [Theory]
    [Trait("Acceptance", "21")]
    [InlineData("-Proxy http://{0} -ProxyCredential $credential")]
    [InlineData("-Proxy http://proxyuser:p%40ss%3Aw%2Frd@{0}")]
    [InlineData("-Proxy http://wrong:wrong@{0} -ProxyCredential $credential")]
    public async Task A_proxy_receives_its_credentials(string parameters)
    {
        await using var proxy = await FakeProxy.StartAsync(Credential);
        Shell["credential"] = new PSCredential(Credential.UserName, Credential.SecurePassword);
        Shell.Run(ConnectThrough(string.Format(null, parameters, proxy.Address.Authority))).Clean();
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
        AssertAuthorized(proxy.Requests[^1]);
        Assert.Null(Service.Requests[0].Header("Proxy-Authorization"));
    }

    [Theory]
    [Trait("Acceptance", "21")]
    [InlineData("")]
    [InlineData("-ProxyCredential $wrong")]
    public async Task A_proxy_that_requires_credentials_has_its_own_advice(string parameters)
    {
        await using var proxy = await FakeProxy.StartAsync(Credential);
        Shell["wrong"] = new PSCredential("proxyuser", "wrong".Secure());
        Shell.Run(ConnectThrough($"-Proxy {proxy.Address} {parameters}")).Clean();
        var error = Shell.Run("Get-KooDriveTask").Error();
        Assert.Equal("ConnectionFailed,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Contains("-ProxyCredential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("ertificate", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "21")]
    [InlineData("", 1)]
    [InlineData("-NoProxy", 0)]
    public async Task The_environments_proxy_is_used_unless_it_is_bypassed(string parameters, int requests)
    {
        await using var proxy = await FakeProxy.StartAsync();
        string[] lines = await ListThroughEnvironmentAsync(proxy.Address.ToString(), parameters, ElsewhereOverTls);
        Assert.Equal(["ConnectionFailed"], lines);
        Assert.Equal(requests, proxy.Requests.Count);
        Assert.All(proxy.Requests, request => Assert.Equal(("CONNECT", "koodrive.invalid:443"), (request.Method, request.Target)));
    }

    [Theory]
    [Trait("Acceptance", "21")]
    [InlineData("proxyuser:p%40ss%3Aw%2Frd@", "")]
    [InlineData("", "-ProxyCredential ([pscredential]::new('proxyuser', [Net.NetworkCredential]::new('', 'p@ss:w/rd').SecurePassword))")]
    public async Task The_environments_proxy_receives_its_credentials(string userInfo, string parameters)
    {
        await using var proxy = await FakeProxy.StartAsync(Credential);
        await ListThroughEnvironmentAsync($"http://{userInfo}{proxy.Address.Authority}", parameters, ElsewhereOverTls);
        AssertAuthorized(proxy.Requests[^1]);
    }

    [Theory]
    [Trait("Acceptance", "21")]
    [InlineData("-Proxy http://proxy.invalid:8080")]
    [InlineData("")]
    public async Task A_proxy_that_plain_HTTP_does_not_use_is_not_named(string parameters)
    {
        string[] lines = await Child.RunAsync(
            ConnectThrough(parameters, "http://127.0.0.1:9")
                + "; try { Get-KooDriveTask -ErrorAction Stop } catch { \"$_\" }; Test-KooDriveConnection | ForEach-Object Detail",
            EnvironmentOf("http://proxy.invalid:8080"));
        Assert.Contains("127.0.0.1:9", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.DoesNotContain("proxy.invalid", string.Join(' ', lines), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "35")]
    public async Task Plain_HTTP_does_not_use_the_environments_proxy()
    {
        await using var proxy = await FakeProxy.StartAsync();
        Assert.Empty(await ListThroughEnvironmentAsync(proxy.Address.ToString(), string.Empty, Service.Endpoint.ToString()));
        Assert.Empty(proxy.Requests);
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [InlineData("https_proxy", "https://koodrive.invalid", "Proxy: http://proxy.invalid:8080 (https_proxy).")]
    [InlineData("ALL_PROXY", "https://koodrive.invalid", "Proxy: http://proxy.invalid:8080 (ALL_PROXY).")]
    [InlineData("https_proxy", "http://127.0.0.1:9", "Proxy: none (http:// endpoint on this computer).")]
    [InlineData("NO_PROXY", "https://koodrive.invalid", "Proxy: none (not set in the environment).")]
    public async Task Verbose_names_the_variable_of_a_proxy(string variable, string endpoint, string end)
    {
        var environment = EnvironmentOf(null);
        environment[variable] = "http://user:secret@proxy.invalid:8080";
        string line = Assert.Single(await Child.RunAsync(ConnectThrough("-Verbose 4>&1 | ForEach-Object Message", endpoint), environment));
        Assert.EndsWith(end, line, StringComparison.Ordinal);
    }

    /// <returns>The id of the error; empty for none.</returns>
    private Task<string[]> ListThroughEnvironmentAsync(string proxy, string parameters, string endpoint) => Child.RunAsync(
        ConnectThrough(parameters, endpoint)
            + "; $null = Get-KooDriveTask -First 1 -ErrorAction SilentlyContinue -ErrorVariable failed; \"$($failed.Exception.Kind)\"",
        EnvironmentOf(proxy));

    private static Dictionary<string, string?> EnvironmentOf(string? proxy) => new()
    {
        ["http_proxy"] = proxy,
        ["HTTP_PROXY"] = proxy,
        ["https_proxy"] = proxy,
        ["HTTPS_PROXY"] = proxy,
        ["all_proxy"] = null,
        ["ALL_PROXY"] = null,
        ["no_proxy"] = null,
        ["NO_PROXY"] = null,
    };

    private static void AssertAuthorized(ProxiedRequest request) =>
        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Credential.UserName}:{Password}")), request.ProxyAuthorization);
}
