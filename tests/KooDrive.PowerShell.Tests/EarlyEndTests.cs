using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The consumer ends the pipeline: there is no stop, only an exception of WriteObject.</summary>
public sealed class EarlyEndTests : ServiceTests
{
    private const string ListUntil =
        "$n = 0; Get-KooDriveTask -All -PageSize 10 -ErrorVariable +ev | ForEach-Object {{ $_; if (++$n -eq {0}) ";

    public static TheoryData<string> Ends => new(
        "Get-KooDriveTask -All -PageSize 10 -ErrorVariable +ev | Select-First {0}",
        "do {{ " + ListUntil + "{{ break }} }} }} while ($false)",
        "foreach ($t in 1) {{ " + ListUntil + "{{ continue }} }} }}");

    [Theory]
    [Trait("Acceptance", "10")]
    [MemberData(nameof(Ends))]
    public async Task An_early_end_within_the_first_page_costs_one_request(string script)
    {
        Connect();
        var result = Shell.Run(Text(script, 5)).Clean();
        Assert.Equal(5, result.Tasks.Count);
        Assert.Empty(result.Warnings);
        await AssertNothingMoreIsAskedAsync();
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "10")]
    [MemberData(nameof(Ends))]
    public async Task The_page_that_is_fetched_ahead_is_canceled(string script)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.StallBeforeHeaders);
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start(Text(script, 15));
        var result = (await running.WaitAsync(timeout.Token)).Clean();
        Assert.Equal(15, result.Tasks.Count);
        await AssertNothingMoreIsAskedAsync();

        // The third may be canceled before or after it has reached the service. There is no fourth.
        Assert.InRange(Service.RequestCount, 2, 3);
    }

    [Fact]
    [Trait("Acceptance", "10")]
    public async Task An_error_of_the_consumer_ends_the_listing_without_another_error()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -All -PageSize 10 | ForEach-Object { throw 'mine' }");
        Assert.Equal("mine", result.Terminating?.Message);
        Assert.Empty(result.Errors);
        Assert.Equal(1, Shell.Run("$Error.Count").Single<int>());
        await AssertNothingMoreIsAskedAsync();
        Assert.Equal(1, Service.RequestCount);
    }

    private static string Text(string script, int count) => string.Format(System.Globalization.CultureInfo.InvariantCulture, script, count);

    // Disconnecting closes the connections: no request is sent after it.
    private async Task AssertNothingMoreIsAskedAsync()
    {
        Assert.Equal(0, Shell.Run("if ($ev) { $ev.Count } else { 0 }").Single<int>());
        Shell.Run("Disconnect-KooDrive").Clean();
        using var timeout = TestTimeout();
        await Service.WaitForNoConnectionsAsync(timeout.Token);
        Assert.All(Service.Requests.Take(2), request => Assert.False(request.Aborted.IsCompleted, request.ToString()));
    }
}
