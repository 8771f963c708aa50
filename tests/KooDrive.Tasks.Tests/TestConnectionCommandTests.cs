using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using KooDrive.TestServer;
using Xunit;

namespace KooDrive.Tasks.Tests;

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
    public void What_is_wrong_is_told_and_is_no_error()
    {
        Shell.Run(ConnectToken().Replace(AccessToken, "wrong", StringComparison.Ordinal)).Clean();
        var result = Shell.Run("Test-KooDriveConnection -ErrorAction Stop");
        Assert.Equal("Skipped Passed Skipped Skipped Passed Failed", Outcomes(result));
        Assert.Equal(1, Service.RequestCount);
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
    public void Without_a_session_it_is_not_connected(string before)
    {
        Shell.Run(before).Clean();
        string session = before.Length > 0 ? "-Session $s" : "";
        var result = Shell.Run($"Test-KooDriveConnection {session}");
        Assert.Equal("NotConnected,KooDrive.Cmdlets.TestKooDriveConnectionCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, result.Error().CategoryInfo.Category);
        Assert.DoesNotContain(result.Output, output => output?.BaseObject is ConnectionCheck { Outcome: not ConnectionOutcome.Skipped });
    }

    [Fact]
    public void A_dead_token_is_renewed_by_its_provider()
    {
        Shell.Run(ConnectToken($"-AccessTokenProvider {{ '{NextAccessToken}' }}").Replace($"-AccessToken {AccessToken}", "-AccessToken dead", StringComparison.Ordinal)).Clean();
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection")));
    }

    [Fact]
    public void An_early_end_asks_for_nothing_more()
    {
        Connect();
        var result = Shell.Run("Test-KooDriveConnection | Select-First 4").Clean();
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_stop_ends_it_at_once_and_without_an_error()
    {
        using var patience = Patience();
        Service.Script = _ => Behaviour.StallBeforeHeaders;
        Connect();
        using var running = Shell.Start("Test-KooDriveConnection -ErrorVariable global:failures");
        var request = await Service.WaitForRequestAsync(1, patience.Token);
        await running.WaitForOutputAsync(4, patience.Token);
        var result = await running.StopAsync(patience.Token);
        await request.Aborted.WaitAsync(patience.Token);
        Assert.Empty(result.Errors);
        Assert.Equal(0, Shell.Run("$Error.Count + $failures.Count").Single<int>());

        Service.Script = null;
        Assert.Equal("Skipped Passed Skipped Skipped Passed Passed", Outcomes(Shell.Run("Test-KooDriveConnection")));
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public void The_password_of_the_environment_s_proxy_is_not_shown()
    {
        // The platform reads the environment once a process; what it makes of such an address is an address with the password in it.
        Shell.Run($"Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {Service.Endpoint} -Proxy http://joe:canary@127.0.0.1:9").Clean();
        var result = Shell.Run("Test-KooDriveConnection");
        Assert.Equal("Skipped Failed Skipped Skipped Skipped Skipped", Outcomes(result));
        Assert.All(result.Output, output => Assert.DoesNotContain("canary", output!.ToString(), StringComparison.Ordinal));
    }

    private static string Outcomes(RunResult result)
    {
        var checks = result.Clean().Output.Select(output => Assert.IsType<ConnectionCheck>(output?.BaseObject)).ToArray();
        Assert.Equal(Steps, checks.Select(check => check.Step));
        return string.Join(' ', checks.Select(check => check.Outcome));
    }
}
