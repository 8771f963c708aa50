using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Sessions belong to runspaces.</summary>
public sealed class RunspaceTests : ServiceTests
{
    protected override SandboxOptions Options => TestService.Options(userId: null);

    [Fact]
    [Trait("Acceptance", "13")]
    public async Task Sixteen_runspaces_with_two_endpoints_are_independent()
    {
        await using var other = await FakeService.StartAsync(TestService.Options(taskCount: 10, userId: null));
        Service.Pages = new PagePlan(new ScriptedPage([PagePlan.TaskOf(1)], null));
        other.Pages = new PagePlan(new ScriptedPage([PagePlan.TaskOf(2)], null));
        var services = new[] { Service, other };

        var runs = Enumerable.Range(0, 16).Select(number => Task.Factory.StartNew(
            () =>
            {
                var service = services[number % 2];
                using var shell = new ModuleRunspace();
                string connect = ConnectApp()
                    .Replace(Service.Endpoint.ToString(), service.Endpoint.ToString(), System.StringComparison.Ordinal)
                    .Replace(UserId, $"user-{number}", System.StringComparison.Ordinal);
                var result = shell.Run($"{connect}; foreach ($i in 1..50) {{ Get-KooDriveTask -First 1 }}").Clean();
                Assert.Equal(50, result.Tasks.Count);
                Assert.All(result.Ids, id => Assert.Equal(PagePlan.TaskOf((number % 2) + 1).TaskId, id));
                Assert.Equal(50L, shell.Run("(Get-KooDriveSession).Requests").Single<long>());
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        await Task.WhenAll(runs);

        for (int index = 0; index < 2; index++)
        {
            var users = services[index].Requests.GroupBy(request => request.Header("X-User-Id")).ToArray();
            Assert.Equal(8, users.Length);
            Assert.All(users, user => Assert.Equal(50, user.Count()));
            Assert.All(
                users,
                user => Assert.Equal(index, int.Parse(user.Key!["user-".Length..], System.Globalization.CultureInfo.InvariantCulture) % 2));
        }
    }

    [Theory]
    [Trait("Acceptance", "13")]
    [InlineData("Get-KooDriveTask")]
    [InlineData("Get-KooDriveSession")]
    public void The_error_of_a_runspace_without_a_session_names_Session(string command)
    {
        using var other = new ModuleRunspace();
        Connect();
        var error = other.Run(command).Error();
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, System.StringComparison.Ordinal);
        Assert.Contains("-Session", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Contains("Connect-KooDrive", error.ErrorDetails.RecommendedAction, System.StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "13")]
    [InlineData("Get-KooDriveTask")]
    [InlineData("Get-KooDriveSession")]
    [InlineData("Disconnect-KooDrive")]
    public void A_serialized_session_is_NotConnected(string command)
    {
        object? session = Shell.Run(ConnectApp("-PassThru")).Clean().Output[0];
        using var other = new ModuleRunspace();
        other["session"] = PSSerializer.Deserialize(PSSerializer.Serialize(session));
        var error = other.Run($"{command} -Session $session").Error();
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, System.StringComparison.Ordinal);
        Assert.Contains("another process", error.Exception.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "13")]
    public async Task A_session_can_be_used_by_several_runspaces()
    {
        object? session = Shell.Run(ConnectApp("-PassThru")).Clean().Output[0];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var shell = new ModuleRunspace();
                shell["session"] = session;
                Assert.Equal(100, shell.Run("foreach ($i in 1..20) { Get-KooDriveTask -First 5 -Session $session }").Clean().Tasks.Count);
                Assert.Equal(
                    "NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand",
                    shell.Run("Get-KooDriveTask").Error().FullyQualifiedErrorId);
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(80L, Shell.Run("(Get-KooDriveSession).Requests").Single<long>());
    }

    [Fact]
    public void A_session_that_is_null_is_not_replaced_by_another_one()
    {
        Connect();
        var error = Shell.Run("Get-KooDriveTask -Session $null").Error();
        Assert.Equal("NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Contains("The value of -Session is null", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain("no KooDrive session in this runspace", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain("Run Connect-KooDrive first", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void A_value_that_is_not_a_session_is_refused_by_the_binder() =>
        Assert.StartsWith(
            "CannotConvertArgumentNoMessage,",
            Shell.Run("Get-KooDriveTask -Session 42").Failure().FullyQualifiedErrorId,
            System.StringComparison.Ordinal);

    [Fact]
    public async Task Disconnecting_ends_a_listing_of_another_runspace()
    {
        object? session = Shell.Run(ConnectApp("-PassThru")).Clean().Output[0];
        using var consumed = new SemaphoreSlim(0);
        using var disconnected = new SemaphoreSlim(0);
        using var other = new ModuleRunspace();
        other["session"] = session;
        other["consumed"] = consumed;
        other["disconnected"] = disconnected;
        using var timeout = TestTimeout();
        using var running = other.Start("""
            Get-KooDriveTask -All -PageSize 10 -Session $session |
                ForEach-Object { $_; if (++$n -eq 5) { $null = $consumed.Release(); $disconnected.Wait() } }
            """);
        await consumed.WaitAsync(timeout.Token);
        Shell.Run("Disconnect-KooDrive").Clean();
        disconnected.Release();
        var result = await running.WaitAsync(timeout.Token);
        Assert.Equal("NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal(10, result.Tasks.Count);
    }
}
