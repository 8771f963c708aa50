using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The Desktop build as it is shipped, loaded as Windows PowerShell loads it, against real HTTP.</summary>
public sealed class DesktopTests : IAsyncLifetime
{
    private FakeService _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] AllTasks => [.. _service.Engine.Tasks.Select(task => "task " + task.TaskId), "complete"];

    public async ValueTask InitializeAsync() => _service = await FakeService.StartAsync(Options);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Import_loads_all_types_of_the_cmdlets_and_none_of_the_large_dependencies()
    {
        string[] lines = await DesktopProbe.RunAsync(0, "types");
        Assert.Matches("^types [1-9][0-9]+$", lines[0]);
        Assert.Equal("parameter KooDrive.TaskStatus[]", lines[1]);
        Assert.DoesNotMatch("KooDrive.Client|KooDrive.Sandbox|Json|Polly|Extensions.Http", lines[2]);
    }

    [Theory]
    [InlineData("SystemDefault", "None")]
    [InlineData("Ssl3, Tls", "Tls12")]
    [InlineData("Tls12", "Tls12")]
    [InlineData("Tls11, Tls12, Tls13", "Tls12, Tls13")]
    public async Task TLS_1_2_is_offered_whatever_the_process_is_set_to_and_leaves_it_at_that(string process, string client)
    {
        Assert.Equal(["client " + client, "process " + process], await DesktopProbe.RunAsync(0, "tls", process));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("app")]
    public async Task A_listing_is_complete(string authentication)
    {
        Assert.Equal(AllTasks, await DesktopProbe.RunAsync(0, "list", _service.Endpoint.AbsoluteUri, authentication));
        Assert.Equal(6, _service.RequestCount);
    }

    [Fact]
    public async Task A_listing_outlives_what_a_bad_day_brings()
    {
        // One for each page, which comes at the second attempt.
        Behavior[] faults =
        [
            Behavior.Status(429, ("Retry-After", "0")),
            Behavior.Truncate(40),
            Behavior.Truncate(40, Framing.Chunked),
            Behavior.Truncate(40, Framing.Close),
            Behavior.ResetInBody(40),
            Behavior.Reset,
        ];
        _service.Script = request => request.Attempt == 1 ? faults[request.CallNumber / 2] : Behavior.Gzip;
        string[] lines = await DesktopProbe.RunAsync(0, "list", _service.Endpoint.AbsoluteUri, "app");
        Assert.Equal(AllTasks, lines.Where(line => !line.StartsWith("verbose", StringComparison.Ordinal)));
        Assert.Equal(2 * faults.Length, _service.RequestCount);
    }

    [Fact]
    public async Task A_repeated_cursor_is_an_error()
    {
        var task = _service.Engine.Tasks.First();
        _service.Pages = new PagePlan(new ScriptedPage([task], "A"), new ScriptedPage([task], "A"), new ScriptedPage([task], "A"));
        string[] lines = await DesktopProbe.RunAsync(1, "list", _service.Endpoint.AbsoluteUri, "token");
        Assert.StartsWith("error CursorLoop ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_a_body_that_stalls()
    {
        _service.Script = Scripts.On(ApiCall.List, 2, Behavior.StallInBody(40));
        await using var probe = DesktopProbe.Start("list", _service.Endpoint.AbsoluteUri, "app");
        var stalled = await _service.WaitForRequestAsync(2, Token);
        probe.Stop();
        await stalled.Aborted.WaitAsync(Token);
        Assert.Equal("stopped", (await probe.WaitAsync(2))[^1]);
    }

    [Fact]
    public async Task Eight_lookups_run_at_once()
    {
        var meeting = new Rendezvous(8);
        _service.Script = Scripts.Always(ApiCall.Details, meeting.Behavior);
        string[] lines = await DesktopProbe.RunAsync(0, "lookup", _service.Endpoint.AbsoluteUri, "app");
        Assert.Equal([.. AllTasks[..16], "complete"], lines);
        Assert.Equal((2, 8), (meeting.Meetings, meeting.Most));
    }

    private static SandboxOptions Options => new()
    {
        TaskCount = 550,
        Tokens = ["token-1"],
        Apps = new Dictionary<string, string> { ["app-1"] = "s3cr3t" },
    };
}
