using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Secrets appear in no text or object, in any scenario.</summary>
public sealed class SecretTests : ServiceTests
{
    private const string Json = "application/json";
    private const string TokenCanary = "canary/token+a9f31c==~&";
    private const string NextTokenCanary = "canary/token+next77b2==~&";
    private const string AppSecretCanary = "canary/secret+51bd0e==~&";
    private const string SessionIdCanary = "canary/session+c2c2==~&";
    private const string ProxyPasswordCanary = "canary/proxy+77aa==~&";

    private static readonly string[] Canaries = [TokenCanary, NextTokenCanary, AppSecretCanary, SessionIdCanary, ProxyPasswordCanary];

    private static readonly Dictionary<string, Func<RecordedRequest, Behavior?>> Scenarios = new()
    {
        ["success"] = _ => null,
        ["retry"] = Scripts.Sequence(ApiCall.ListTasks, Behavior.Status(429, ("Retry-After", "0")), Behavior.Reset),
        ["401"] = Scripts.Always(ApiCall.ListTasks, Behavior.Status(401)),
        ["403 that echoes"] = Echo(403, text => $$"""{"code":"APIGW.0305","msg":{{System.Text.Json.JsonSerializer.Serialize(text)}}}"""),
        ["401 that echoes"] = Echo(401, text => $$"""{"code":{{System.Text.Json.JsonSerializer.Serialize(text)}},"msg":"no"}"""),
        ["200 that echoes"] = Echo(200, text => $$"""{"code":13000201,"msg":{{System.Text.Json.JsonSerializer.Serialize(text)}}}"""),
        ["502 that echoes"] = Echo(502, text => $"<html><body>{text}</body></html>"),
        ["200 of HTML that echoes"] = Echo(200, text => $"<html><body>{text}</body></html>"),
        ["redirect"] = Echo(302, text => text, toLocation: true),
        ["reset"] = Scripts.Always(ApiCall.ListTasks, Behavior.Reset),
        ["time-out"] = Scripts.Always(ApiCall.ListTasks, Behavior.StallInBody(10)),
        ["cut"] = Scripts.Always(ApiCall.ListTasks, Behavior.Truncate(25)),
    };

    public static TheoryData<string, string> Table
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string scenario in Scenarios.Keys)
            {
                data.Add(scenario, "token");
                data.Add(scenario, "app");
                data.Add(scenario, "proxy");
            }

            return data;
        }
    }

    protected override SandboxOptions Options => new()
    {
        TaskCount = 20,
        Tokens = [TokenCanary, NextTokenCanary],
        Apps = new Dictionary<string, string> { [AppId] = AppSecretCanary },
        SessionId = SessionIdCanary,
    };

    [Theory]
    [Trait("Acceptance", "11")]
    [MemberData(nameof(Table))]
    public async Task A_secret_is_in_no_stream_text_or_object(string scenario, string authentication)
    {
        await using var proxy = await FakeProxy.StartAsync(new NetworkCredential("proxyuser", ProxyPasswordCanary));
        Service.Script = Scenarios[scenario];
        Shell["appCredential"] = new PSCredential(AppId, AppSecretCanary.Secure());
        Shell["proxyCredential"] = new PSCredential("proxyuser", ProxyPasswordCanary.Secure());
        Shell["accessToken"] = TokenCanary;
        Shell["sessionId"] = SessionIdCanary;
        Shell["nextToken"] = NextTokenCanary;
        Shell["proxyAddress"] = $"http://proxyuser:{Uri.EscapeDataString(ProxyPasswordCanary)}@{proxy.Address.Authority}";
        Shell["endpoint"] = Service.Endpoint;
        string who = authentication switch
        {
            "token" => "-AccessToken $accessToken -SessionId $sessionId -AccessTokenProvider { $nextToken } -NoProxy",
            "app" => "-AppCredential $appCredential -Proxy $proxyAddress",
            _ => $"-AppCredential $appCredential -Proxy {proxy.Address} -ProxyCredential $proxyCredential",
        };
        int budget = scenario == "retry" ? 60 : 0;
        var result = Shell.Run($$"""
            $InformationPreference = 'Continue'
            $limits = @{ MaximumRetrySeconds = {{budget}}; OperationTimeoutSeconds = {{(scenario == "time-out" ? 1 : 30)}} }
            $s = Connect-KooDrive {{who}} -UserId {{UserId}} -Endpoint $endpoint @limits -PassThru -Verbose -Debug
            Get-KooDriveTask -All -PageSize 10 -Verbose -Debug -InformationAction Continue -ErrorVariable ev
            try { Get-KooDriveTask -First 1 -Verbose -Debug -ErrorAction Stop } catch { $caught = $_ }
            Get-KooDriveSession -Verbose -Debug
            $s
            """);
        Assert.Equal(scenario is "success" or "retry", result.Errors.Count == 0);
        Assert.NotEmpty(Service.Requests);
        Assert.Contains(result.Debug, text => text.Contains("\nAuthorization: ***\n", StringComparison.Ordinal));

        object? session = Shell["s"];
        string[] everything =
        [
            EveryText.In(
                result.Output, result.Errors, result.Warnings, result.Verbose,
                result.Debug, result.Information, result.Progress, result.Terminating),
            EveryText.In(Shell["Error"], Shell["ev"], Shell["caught"], session),
            PSSerializer.Serialize(session, 5),
            PSSerializer.Serialize(Shell["Error"], 5),
            PSSerializer.Serialize(result.Verbose),
            string.Join('\n', result.Errors.Select(error => error.Exception.ToString())),
        ];
        foreach (string secret in Canaries.Concat(Signatures()))
        {
            foreach (string form in SecretForms.Of(secret))
            {
                foreach (string text in everything)
                    Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public void The_search_finds_a_text_at_any_depth()
    {
        var error = new ErrorRecord(
            new InvalidOperationException("outer", new ArgumentException(TokenCanary)), "id", ErrorCategory.NotSpecified, AppSecretCanary);
        string text = EveryText.In(
            new object[] { PSObject.AsPSObject(error), Shell.Run($"[pscustomobject]@{{ A = @{{ B = '{SessionIdCanary}' }} }}").Output });
        Assert.Contains(TokenCanary, text, StringComparison.Ordinal);
        Assert.Contains(AppSecretCanary, text, StringComparison.Ordinal);
        Assert.Contains(SessionIdCanary, text, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "11")]
    [InlineData("-AccessToken $bad")]
    [InlineData("-AccessToken token -SessionId $bad")]
    [InlineData("-AppId $bad -AppSecret x")]
    [InlineData("-AccessToken @{ a = $bad }")]
    [InlineData("-AccessToken token -Endpoint \"https://user:canary@example.com\"")]
    [InlineData("-AccessToken token -Proxy \"ftp://user:canary@example.com\"")]
    [InlineData("-AccessToken token -Proxy \"canary:8080\"")]
    public void A_refused_parameter_is_not_quoted(string parameters)
    {
        Shell["bad"] = "canary\ninjected: header";
        var result = Shell.Run($"Connect-KooDrive {parameters} -UserId {UserId}");
        var error = result.Failure();
        Assert.DoesNotContain("canary", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Null(error.TargetObject);
    }

    private static Func<RecordedRequest, Behavior?> Echo(int status, Func<string, string> body, bool toLocation = false) => request =>
    {
        string authorization = request.Header("Authorization")!;
        string text = string.Join(' ', SecretForms.Of(authorization).Append(authorization).Append(request.Header("x-session-id")));
        return toLocation
            ? Behavior.Status(status, ("Location", "https://elsewhere.example/?" + Uri.EscapeDataString(text)))
            : Behavior.Status(status, body(text), Json);
    };

    private IEnumerable<string> Signatures() => Service.Requests
        .Select(request => request.Header("Authorization")!)
        .Where(header => header.Contains("Signature=", StringComparison.Ordinal))
        .Select(header => header[(header.IndexOf("Signature=", StringComparison.Ordinal) + "Signature=".Length)..])
        .Distinct();
}
