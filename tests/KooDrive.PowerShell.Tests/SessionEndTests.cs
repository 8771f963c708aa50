using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Tests;

/// <summary>When a session closes its connections and wipes its secrets.</summary>
[Collection(ProcessWide.Name)]
public sealed class SessionEndTests : ServiceTests
{
    [Fact]
    public async Task A_session_that_is_replaced_is_closed()
    {
        for (int i = 0; i < 20; i++)
        {
            Connect();
            Shell.Run("Get-KooDriveTask -First 1").Clean();
        }

        Shell.Run("Connect-KooDrive -Sandbox").Clean();
        await AssertNoConnectionsAsync();
    }

    [Fact]
    public async Task Twenty_sessions_in_a_row_leave_the_connections_of_one()
    {
        for (int i = 0; i < 20; i++)
        {
            Connect();
            Shell.Run("Get-KooDriveTask -First 1").Clean();
        }

        Assert.Equal(20, Service.RequestCount);
        using var timeout = TestTimeout();
        while (Service.OpenConnections > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
        Assert.Equal(1, Service.OpenConnections);
    }

    [Theory]
    [InlineData("Connect-KooDrive -Sandbox")]
    [InlineData("Disconnect-KooDrive")]
    public void The_secrets_of_a_closed_session_are_wiped(string end)
    {
        foreach (string connect in (string[])[ConnectApp(), ConnectToken("-SessionId " + SessionId)])
        {
            Shell.Run(connect).Clean();
            byte[][] secrets = SecretsOf(Shell.Runspace);
            Assert.Equal(connect.Contains(SessionId, StringComparison.Ordinal) ? 2 : 1, secrets.Length);
            Assert.All(secrets, secret => Assert.Contains(secret, value => value != 0));
            Shell.Run("Get-KooDriveTask -First 1; " + end).Clean();
            Assert.All(secrets, secret => Assert.All(secret, value => Assert.Equal(0, value)));
        }
    }

    [Fact]
    public async Task A_session_of_a_runspace_that_is_closed_is_closed()
    {
        using (var other = new ModuleRunspace())
            other.Run(ConnectApp() + "; Get-KooDriveTask -First 1").Clean();
        await AssertNoConnectionsAsync();
    }

    [Theory]
    [InlineData("$s = {0} -PassThru")]
    [InlineData("{0}; $s = Get-KooDriveSession")]
    public void A_session_that_was_output_works_after_it_is_replaced(string script)
    {
        Shell.Run(script.Replace("{0}", ConnectApp(), StringComparison.Ordinal)).Clean();
        Shell.Run("Connect-KooDrive -Sandbox").Clean();
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1 -Session $s").Clean().Tasks);
    }

    [Fact]
    public void A_session_that_was_output_works_in_another_runspace()
    {
        object? session;
        using (var home = new ModuleRunspace())
            session = home.Run(ConnectApp("-PassThru")).Clean().Output[0];
        Shell["session"] = session;
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1 -Session $session").Clean().Tasks);
    }

    [Fact]
    public async Task A_session_without_references_is_closed()
    {
        UseAndForget(Service.Endpoint);
        using var timeout = TestTimeout();
        var none = Service.WaitForNoConnectionsAsync(timeout.Token);
        while (!none.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.WhenAny(none, Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token));
        }

        await none;
    }

    [Fact]
    public async Task A_listing_ends_normally_after_its_session_is_replaced()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -All -PageSize 10 | ForEach-Object { if (++$n -eq 5) { Connect-KooDrive -Sandbox }; $_ }")
            .Clean();
        Assert.Equal(250, result.Tasks.Count);
        await AssertNoConnectionsAsync();
    }

    [Fact]
    public void Many_empty_pages_leave_nothing_in_memory()
    {
        Service.Pages = TestServer.PagePlan.OfCounts([.. Enumerable.Repeat(0, 2000), 1]);
        Connect();
        object session = Shell.Run("Get-KooDriveTask -All | Out-Null; Get-KooDriveSession").Clean().Output[0]!.BaseObject;
        object completions = Member(session, "Completions");
        Assert.InRange(((System.Collections.ICollection)Member(Member(completions, "_tasks"), "_seen")).Count, 1, 2);
    }

    /// <summary>The bytes of the secrets of a runspace's session.</summary>
    private static byte[][] SecretsOf(Runspace runspace)
    {
        object slots = StagedModule.Cmdlets.GetType("KooDrive.PowerShell.Sessions.SessionStore", throwOnError: true)!
            .GetField("Slots", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        object?[] arguments = [runspace, null];
        Assert.Equal(true, slots.GetType().GetMethod("TryGetValue")!.Invoke(slots, arguments));
        return [.. BytesIn(Member(Member(Member(Member(arguments[1]!, "Session"), "_client"), "_options"), "Credential"))];
    }

    private static IEnumerable<byte[]> BytesIn(object owner) => owner.GetType()
        .GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
        .Select(field => field.GetValue(owner))
        .SelectMany(value => value is byte[] bytes ? [bytes]
            : value?.GetType().Namespace == "KooDrive.Client.Authentication" ? BytesIn(value)
            : []);

    private static object Member(object owner, string name)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        return (owner.GetType().GetProperty(name, Any)?.GetValue(owner) ?? owner.GetType().GetField(name, Any)?.GetValue(owner))!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseAndForget(Uri endpoint)
    {
        using var other = new ModuleRunspace();
        other.Run($"""
            $null = Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {endpoint} -NoProxy -PassThru
            $null = Get-KooDriveTask -First 1
            """).Clean();
    }

    private async Task AssertNoConnectionsAsync()
    {
        using var timeout = TestTimeout();
        await Service.WaitForNoConnectionsAsync(timeout.Token);
        Assert.NotEqual(0, Service.RequestCount);
    }
}
