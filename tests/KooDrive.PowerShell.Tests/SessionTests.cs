using System;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class SessionTests : ServiceTests
{
    [Theory]
    [Trait("Acceptance", "20")]
    [InlineData("app")]
    [InlineData("token")]
    public async Task Connecting_sends_nothing_and_outputs_nothing(string authentication)
    {
        var result = Shell.Run(
            "$x = " + (authentication == "app" ? ConnectApp() : ConnectToken($"-SessionId {SessionId}")) + " -Debug; $null -eq $x")
            .Clean();
        Assert.True(result.Single<bool>());
        Assert.Empty(result.Verbose.Concat(result.Debug).Concat(result.Warnings));
        Assert.Empty(result.Information);
        Assert.Empty(result.Progress);
        Assert.Equal(0, Service.RequestCount);
        Assert.Equal(0, Service.OpenConnections);

        Shell.Run("Get-KooDriveTask -All; Get-KooDriveSession; Disconnect-KooDrive").Clean();
        using var timeout = TestTimeout();
        await Service.WaitForNoConnectionsAsync(timeout.Token);
        Assert.Equal(3, Service.RequestCount);
        Assert.All(Service.Requests, request => Assert.Equal(ApiCall.ListTasks, request.Call));
    }

    [Fact]
    public void PassThru_outputs_the_session_of_Get_KooDriveSession()
    {
        Assert.Single(Shell.Run("$s = " + ConnectApp("-PassThru") + "; $s").Clean().Output);
        Assert.True(Shell.Run("[object]::ReferenceEquals($s, (Get-KooDriveSession))").Single<bool>());
        Assert.True(Shell.Run("[object]::ReferenceEquals($s, (Get-KooDriveSession -Session $s))").Single<bool>());
    }

    [Fact]
    public void The_session_counts_sent_requests()
    {
        var before = DateTimeOffset.UtcNow;
        Connect();
        var session = Shell.Run("Get-KooDriveSession").Clean().Output[0]!;
        object? Value(string name) => session.Properties[name].Value;
        Assert.Equal([Service.Endpoint, UserId, "App"], [Value("Endpoint"), Value("UserId"), Value("AuthenticationType")]);
        Assert.InRange((DateTimeOffset)Value("ConnectedAt")!, before, DateTimeOffset.UtcNow);
        Assert.Equal([0L, 0L, null, null], [Value("Requests"), Value("Retries"), Value("LastActivity"), Value("LastTraceId")]);

        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.Status(429, ("Retry-After", "0")));
        Shell.Run("Get-KooDriveTask -All").Clean();
        Assert.Equal([4L, 1L, Service.Requests[3].Header("X-Traceid")], [Value("Requests"), Value("Retries"), Value("LastTraceId")]);
        Assert.InRange((DateTimeOffset)Value("LastActivity")!, before, DateTimeOffset.UtcNow);
        Assert.Equal(
            ["AuthenticationType", "ConnectedAt", "Endpoint", "LastActivity", "LastTraceId", "Requests", "Retries", "UserId"],
            session.Properties.Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Disconnecting_closes_the_connections_and_may_be_repeated()
    {
        Shell.Run("$s = " + ConnectApp("-PassThru")).Clean();
        Shell.Run("Get-KooDriveTask -First 1").Clean();
        Assert.Empty(Shell.Run("Disconnect-KooDrive; Disconnect-KooDrive; Disconnect-KooDrive -Session $s").Clean().Output);
        using var timeout = TestTimeout();
        await Service.WaitForNoConnectionsAsync(timeout.Token);
        Assert.Equal(
            "NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", Shell.Run("Get-KooDriveTask").Error().FullyQualifiedErrorId);
        var error = Shell.Run("Get-KooDriveTask -Session $s").Error();
        Assert.Equal("NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Contains("disconnected", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, Service.RequestCount);

        Connect();
        Shell.Run("Get-KooDriveTask -First 1").Clean();
    }

    [Fact]
    public void Disconnecting_another_session_keeps_the_current_one()
    {
        Shell.Run("$other = " + ConnectApp("-PassThru")).Clean();
        Connect();
        Shell.Run("Disconnect-KooDrive -Session $other; Get-KooDriveTask -First 1").Clean();
        Assert.Equal(
            "NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand",
            Shell.Run("Get-KooDriveTask -Session $other").Error().FullyQualifiedErrorId);
    }

    [Fact]
    public void Disconnecting_null_keeps_the_current_session()
    {
        Connect();
        Assert.Empty(Shell.Run("Disconnect-KooDrive -Session $null").Clean().Output);
        Shell.Run("Get-KooDriveTask -First 1").Clean();
    }

    [Fact]
    public void Connecting_again_replaces_the_session_and_a_failed_attempt_does_not()
    {
        Connect();
        Shell.Run("Connect-KooDrive -Sandbox -TaskCount 7").Clean();
        Assert.Equal(7, Shell.Run("Get-KooDriveTask").Clean().Tasks.Count);
        Assert.Equal(
            "InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand",
            Shell.Run("Connect-KooDrive -AppId a -AppSecret b -UserId c -Endpoint http://example.com").Failure().FullyQualifiedErrorId);
        Assert.Equal(7, Shell.Run("Get-KooDriveTask").Clean().Tasks.Count);
    }
}
