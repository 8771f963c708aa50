using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The module as it is shipped, on every runtime of PowerShell, over HTTP.</summary>
public sealed class RuntimeTests : IAsyncLifetime
{
    private FakeService _service = null!;

    public static TheoryData<string> Frameworks => Probe.Frameworks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] AllTasks => [.. _service.Engine.Tasks.Select(task => "task " + task.TaskId), "complete"];

    public async ValueTask InitializeAsync() => _service = await FakeService.StartAsync(Options);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [Trait("Acceptance", "26")]
    [MemberData(nameof(Frameworks))]
    public async Task Import_loads_the_types_of_the_cmdlets_and_no_large_dependency(string framework)
    {
        string[] lines = await Probe.RunAsync(0, framework, "types");
        if (framework != "net472")
            Assert.StartsWith($"runtime .NET {framework["net".Length..]}.", lines[0], StringComparison.Ordinal);
        Assert.Matches("^types [1-9][0-9]+$", lines[1]);
        Assert.Equal("parameter KooDrive.TaskStatus[]", lines[2]);
        Assert.DoesNotMatch("KooDrive.Client|KooDrive.Sandbox|Json|Polly|Extensions.Http", lines[3]);
    }

    [Theory]
    [Trait("Acceptance", "26")]
    [MemberData(nameof(Frameworks))]
    public async Task A_listing_is_complete(string framework)
    {
        Assert.Equal(AllTasks, await Probe.RunAsync(0, framework, "list", Endpoint, "token"));
        Assert.Equal(7, _service.RequestCount);
    }

    /// <summary>The service checks each signature with a separate implementation.</summary>
    [Theory]
    [Trait("Acceptance", "26")]
    [MemberData(nameof(Frameworks))]
    public async Task A_listing_with_failures_is_complete_and_every_request_signed(string framework)
    {
        // One for each page, which succeeds at the second attempt.
        Behavior[] faults =
        [
            Behavior.Status(503),
            Behavior.Status(429, ("Retry-After", "0")),
            Behavior.Truncate(40),
            Behavior.Truncate(40, Framing.Chunked),
            Behavior.Truncate(40, Framing.Close),
            Behavior.ResetInBody(40),
            Behavior.Reset,
        ];
        _service.Script = request => request.Attempt == 1 ? faults[request.CallNumber / 2] : Behavior.Gzip;
        string[] lines = await Probe.RunAsync(0, framework, "list", Endpoint, "app");
        Assert.Equal(AllTasks, lines.Where(line => !line.StartsWith("verbose", StringComparison.Ordinal)));
        Assert.Equal(2 * faults.Length, _service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "26")]
    [MemberData(nameof(Frameworks))]
    public async Task A_token_that_expires_during_a_listing_is_renewed(string framework)
    {
        _service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.Status(401));
        string[] lines = await Probe.RunAsync(0, framework, "list", Endpoint, "session");
        Assert.Equal(AllTasks, lines.Where(line => !line.StartsWith("verbose", StringComparison.Ordinal)));
        Assert.Single(_service.Requests, request => request.Call == ApiCall.RefreshSession);
    }

    /// <summary>The message of the socket, not "An error occurred while sending the request".</summary>
    [Theory]
    [Trait("Acceptance", "26")]
    [Trait("Acceptance", "36")]
    [MemberData(nameof(Frameworks))]
    public async Task A_refused_connection_is_retried_with_the_message_of_the_socket(string framework)
    {
        using var closed = new ClosedPort();
        string[] lines = await Probe.RunAsync(1, framework, "briefly", $"http://{closed.Address}/", "token");
        Assert.Contains(
            lines, line => line.StartsWith("verbose GET /task/list: attempt 1 failed (ConnectionFailed, ", StringComparison.Ordinal));
        Assert.StartsWith("error ConnectionFailed ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("refused", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("An error occurred", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "36")]
    [InlineData("list")]
    [InlineData("accept-all")]
    public async Task An_untrusted_certificate_ends_the_call_even_if_the_process_accepts_all(string call)
    {
        using var certificate = TestCertificate.Create();
        await using var service = await FakeService.StartAsync(Options, certificate: certificate);
        foreach (string framework in Probe.Frameworks.Select(row => row.Data))
        {
            string[] lines = await Probe.RunAsync(1, framework, call, service.Endpoint.AbsoluteUri, "token");
            Assert.StartsWith("error ConnectionFailed A trusted TLS connection ", lines[0], StringComparison.Ordinal);
            Assert.DoesNotContain(lines, line => line.StartsWith("verbose", StringComparison.Ordinal));
        }

        Assert.Equal(0, service.RequestCount);
    }

    /// <summary>Not on .NET Framework, whose WebProxy is bypassed for addresses of this computer.</summary>
    [Theory]
    [Trait("Acceptance", "26")]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public async Task A_proxy_of_this_computer_is_used(string framework)
    {
        await using var proxy = await FakeProxy.StartAsync();
        Assert.Equal(AllTasks, await Probe.RunAsync(0, framework, "list", Endpoint, "app", proxy.Address.AbsoluteUri));
        Assert.Equal(7, proxy.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task A_repeated_cursor_is_an_error(string framework)
    {
        var task = _service.Engine.Tasks.First();
        _service.Pages = new PagePlan(new ScriptedPage([task], "A"), new ScriptedPage([task], "A"), new ScriptedPage([task], "A"));
        string[] lines = await Probe.RunAsync(1, framework, "list", Endpoint, "token");
        Assert.StartsWith("error CursorLoop ", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task A_stop_ends_a_stalled_body(string framework)
    {
        _service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.StallInBody(40));
        await using var probe = Probe.Start(framework, "list", Endpoint, "app");
        var stalled = await _service.WaitForRequestAsync(2, Token);
        probe.Stop();
        await stalled.Aborted.WaitAsync(Token);
        Assert.Equal("stopped", (await probe.WaitAsync(2))[^1]);
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task Eight_lookups_run_in_parallel(string framework)
    {
        var meeting = new Rendezvous(8);
        _service.Script = Scripts.Always(ApiCall.GetTask, meeting.Behavior);
        string[] lines = await Probe.RunAsync(0, framework, "lookup", Endpoint, "app");
        Assert.Equal([.. AllTasks[..16], "complete"], lines);
        Assert.Equal((2, 8), (meeting.Meetings, meeting.Most));
    }

    /// <summary>The other module resolves its missing assembly itself, as this module does: each gets its own.</summary>
    [Theory]
    [Trait("Acceptance", "12")]
    [MemberData(nameof(Frameworks))]
    public async Task Another_module_resolves_its_own_assembly_of_the_same_name(string framework)
    {
        using var decoy = new Decoy(new Version(7, 1, 2, 3), "Polly.Core");
        string file = Path.Combine(Path.GetDirectoryName(decoy.Manifest)!, "Polly.Core.dll");
        Assert.Equal(["foreign 7.1.2.3"], await Probe.RunAsync(0, framework, "foreign", file));
    }

    [Theory]
    [InlineData("SystemDefault", "None")]
    [InlineData("Ssl3, Tls", "Tls12")]
    [InlineData("Tls12", "Tls12")]
    [InlineData("Tls11, Tls12, Tls13", "Tls12, Tls13")]
    public async Task TLS_1_2_is_offered_without_a_change_of_the_processs_setting(string process, string client)
    {
        Assert.Equal(["client " + client, "process " + process], await Probe.RunAsync(0, "net472", "tls", process));
    }

    private string Endpoint => _service.Endpoint.AbsoluteUri;

    private static SandboxOptions Options => TestService.Options(taskCount: 650);
}
