using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class TestConnectionCommandTests : ServiceTests
{
    private static readonly ConnectionStep[] Steps = Enum.GetValues<ConnectionStep>();

    [Fact]
    public void A_good_connection_passes()
    {
        Connect();
        var result = Shell.Run("Test-KooDriveConnection");
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(result));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_failed_check_is_output_and_is_no_error()
    {
        Shell.Run(ConnectToken().Replace(UserToken, "wrong", StringComparison.Ordinal)).Clean();
        var result = Shell.Run("Test-KooDriveConnection -ErrorAction Stop");
        Assert.Equal("Skipped Passed Skipped Skipped Passed Failed", Outcomes(result));
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [InlineData(
        "Connect-KooDrive -AccessToken wrong -UserId " + UserId + " -NoProxy -Endpoint {0}",
        ConnectionStep.Authentication,
        "Check the user id, and the access token or")]
    [InlineData(
        "Connect-KooDrive -Sandbox -TaskCount 1; Connect-KooDrive -AccessToken x -UserId 1 -NoProxy -Endpoint https://{1}",
        ConnectionStep.Tls,
        "Check the host and port of -Endpoint")]
    [InlineData(
        "Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://koodrive.invalid -NoProxy",
        ConnectionStep.Name,
        "Check the spelling of -Endpoint")]
    [InlineData(
        "Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://{2} -NoProxy",
        ConnectionStep.Tcp,
        "Check the port of -Endpoint")]
    [InlineData(
        "Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://koodrive.invalid -Proxy http://{2}",
        ConnectionStep.Tcp,
        "(from the session's settings).\nCheck the address of the proxy.")]
    [InlineData(
        "Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://koodrive.invalid -Proxy {0}",
        ConnectionStep.Proxy,
        "Configure the proxy to allow these connections")]
    public void A_failed_check_has_the_recommended_action(string connect, ConnectionStep step, string action)
    {
        using var closed = new ClosedPort();
        Shell.Run(string.Format(null, connect, Service.Endpoint, Service.Endpoint.Authority, closed.Address)).Clean();
        var checks = Shell.Run("Test-KooDriveConnection").Clean().Output.Select(output => (ConnectionCheck)output!.BaseObject).ToArray();
        var check = Assert.Single(checks, check => check.Outcome == ConnectionOutcome.Failed);
        Assert.Equal(step, check.Step);
        Assert.Contains(action, check.Detail.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_that_requires_credentials_has_the_recommended_action()
    {
        await using var proxy = await FakeProxy.StartAsync(new System.Net.NetworkCredential("joe", "password"));
        Shell.Run($"Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://koodrive.invalid -Proxy {proxy.Address}").Clean();
        string detail = Shell.Run("(Test-KooDriveConnection | Where-Object Step -eq Proxy).Detail").Single<string>();
        Assert.StartsWith(
            $"The proxy http://{proxy.Address.Authority} (from the session's settings) requires credentials (HTTP 407).",
            detail,
            StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", detail, StringComparison.Ordinal);

        var error = Shell.Run("Get-KooDriveTask").Error();
        Assert.Contains($"Proxy: http://{proxy.Address.Authority}", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_has_its_own_advice()
    {
        var advise = StagedModule.Cmdlets.GetType("KooDrive.PowerShell.Errors.RecommendedActions", throwOnError: true)!.GetMethods()
            .Single(method => method.Name == "For" && method.GetParameters()[0].ParameterType.Name == "ConnectionFinding");
        var finding = advise.GetParameters()[0].ParameterType;
        var problems = Enum.GetValues(finding.GetProperty("Problem")!.PropertyType).Cast<object>();
        var check = new ConnectionCheck(ConnectionStep.Tcp, ConnectionOutcome.Failed, null, "What happened.");
        string?[] advice = [.. problems.Select(problem => (string?)advise.Invoke(null, [Activator.CreateInstance(
            finding, check, problem, new KooDriveException(KooDriveErrorKind.AccessDenied, "No."))]))];
        Assert.Null(advice[0]);
        Assert.All(advice.Skip(1), text => Assert.False(string.IsNullOrEmpty(text)));
        Assert.Equal(advice.Length, advice.Distinct().Count());
    }

    [Fact]
    public void Quiet_outputs_whether_it_works_and_checks_each_time()
    {
        Shell.Run(ConnectToken()).Clean();
        Assert.True(Shell.Run("Test-KooDriveConnection -Quiet").Single<bool>());
        Service.Script = _ => Behavior.Status(401);
        Assert.False(Shell.Run("Test-KooDriveConnection -Quiet").Single<bool>());
        Assert.False(Shell.Run("Test-KooDriveConnection -Quiet").Single<bool>());
        Service.Script = null;
        Assert.True(Shell.Run("Test-KooDriveConnection -Quiet").Single<bool>());
        Assert.Equal(4, Service.RequestCount);
    }

    [Theory]
    [InlineData("Test-KooDriveConnection -Quiet")]
    [InlineData("Test-KooDriveConnection -Quiet -Session $null")]
    [InlineData("$s = Connect-KooDrive -Sandbox -PassThru; Disconnect-KooDrive; Test-KooDriveConnection -Quiet -Session $s")]
    [InlineData("$null = Connect-KooDrive -AccessToken x -UserId 1 -NoProxy -Endpoint https://CLOSED; Test-KooDriveConnection -Quiet")]
    public void Quiet_outputs_false_without_a_session_or_a_service(string script)
    {
        using var closed = new ClosedPort();
        Assert.False(Shell.Run(script.Replace("CLOSED", closed.Address.ToString(), StringComparison.Ordinal)).Single<bool>());
    }

    [Fact]
    public void A_token_is_checked_by_a_listing_if_the_service_has_no_session_check()
    {
        Service.Script = Scripts.Always(
            ApiCall.CheckSession, Behavior.Status(404, """{"code":"APIGW.0101","msg":"The API does not exist."}""", "application/json"));
        Shell.Run(ConnectToken()).Clean();
        Assert.True(Shell.Run("Test-KooDriveConnection -Quiet").Single<bool>());
        Assert.Equal((2, "?pageSize=1"), (Service.RequestCount, Service.Requests[^1].RawQuery));
    }

    [Fact]
    public void The_sandbox_passes()
    {
        Shell.Run("Connect-KooDrive -Sandbox").Clean();
        Assert.Equal("Skipped Skipped Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection")));
    }

    [Fact]
    public void A_session_can_be_passed()
    {
        Shell.Run($"$other = {ConnectToken("-PassThru")}; Connect-KooDrive -Sandbox").Clean();
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection -Session $other")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$s = Connect-KooDrive -Sandbox -PassThru; Disconnect-KooDrive")]
    [Trait("Acceptance", "14")]
    public void A_missing_session_is_NotConnected(string before)
    {
        Shell.Run(before).Clean();
        string session = before.Length > 0 ? "-Session $s" : "";
        var result = Shell.Run($"Test-KooDriveConnection {session}");
        Assert.Equal("NotConnected,KooDrive.PowerShell.Cmdlets.TestKooDriveConnectionCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, result.Error().CategoryInfo.Category);
        Assert.DoesNotContain(result.Output, output => output?.BaseObject is ConnectionCheck { Outcome: not ConnectionOutcome.Skipped });
    }

    [Fact]
    public void An_expired_token_is_renewed_by_its_provider()
    {
        string connect = ConnectToken($"-AccessTokenProvider {{ '{NextUserToken}' }}");
        Shell.Run(connect.Replace($"-AccessToken {UserToken}", "-AccessToken expired", StringComparison.Ordinal)).Clean();
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection")));
    }

    [Fact]
    public void An_early_end_sends_no_more_requests()
    {
        Connect();
        var result = Shell.Run("Test-KooDriveConnection | Select-First 4").Clean();
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_stop_ends_the_test_at_once_without_an_error()
    {
        using var timeout = TestTimeout();
        Service.Script = _ => Behavior.StallBeforeHeaders;
        Connect();
        using var running = Shell.Start("Test-KooDriveConnection -ErrorVariable global:failures");
        var request = await Service.WaitForRequestAsync(1, timeout.Token);
        await running.WaitForOutputAsync(4, timeout.Token);
        var result = await running.StopAsync(timeout.Token);
        await request.Aborted.WaitAsync(timeout.Token);
        Assert.Empty(result.Errors);
        Assert.Equal(0, Shell.Run("$Error.Count + $failures.Count").Single<int>());

        Service.Script = null;
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection")));
    }

    [Fact]
    [Trait("Acceptance", "11")]
    [Trait("Acceptance", "21")]
    public async Task The_password_of_the_environment_s_proxy_is_not_shown()
    {
        // The platform reads the environment once per process, and quotes such an address with its password.
        await using var proxy = await FakeProxy.StartAsync();
        string address = proxy.Address.Authority;
        var environment = new Dictionary<string, string?>
        {
            ["HTTPS_PROXY"] = $"http://joe:canary@{address}",
            ["https_proxy"] = null,
            ["NO_PROXY"] = null,
            ["no_proxy"] = null,
        };
        string[] lines = await Child.RunAsync(
            $$"""
            Import-Module '{{StagedModule.Manifest}}'
            Connect-KooDrive -AccessToken x -UserId 1 -Endpoint https://koodrive.invalid
            Test-KooDriveConnection | ForEach-Object { $_.ToString() -replace '\r?\n', ' ' }
            """,
            environment);
        Assert.Equal(Steps.Length, lines.Length);
        Assert.StartsWith($"Tcp Passed: Connected to {address}", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            "Proxy Failed: The proxy did not open a connection to the service (HTTP 501).", lines[2], StringComparison.Ordinal);
        Assert.Contains($"The proxy http://{address} (from HTTPS_PROXY", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain("canary", line, StringComparison.Ordinal));
    }

    private static string Outcomes(RunResult result)
    {
        var checks = result.Clean().Output.Select(output => Assert.IsType<ConnectionCheck>(output?.BaseObject)).ToArray();
        Assert.Equal(Steps, checks.Select(check => check.Step));
        return string.Join(' ', checks.Select(check => check.Outcome));
    }
}
