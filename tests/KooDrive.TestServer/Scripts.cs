using System;
using System.Collections.Generic;
using System.Linq;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>Common scripts for <see cref="FakeService.Script"/>.</summary>
public static class Scripts
{
    private const string InternalCallFailed = """{"code":13000201,"msg":"Internal call failed."}""";

    /// <summary>Faults that do not need a time-out to end.</summary>
    public static IReadOnlyList<Behavior> QuickFaults { get; } =
    [
        Behavior.Status(429, ("Retry-After", "0")),
        Behavior.Status(429, """{"code":"APIGW.0308","msg":"The throttling threshold has been reached."}""", "application/json"),
        Behavior.Status(500, InternalCallFailed, "application/json"),
        Behavior.Status(502, "<html><body>Bad Gateway</body></html>", "text/html"),
        Behavior.Status(503),
        Behavior.Status(504, "<html>"),
        Behavior.Reset,
        Behavior.ResetAfterHandling,
        Behavior.ResetInBody(0),
        Behavior.ResetInBody(40),
        Behavior.Truncate(0),
        Behavior.Truncate(25),
        Behavior.Truncate(25, Framing.Chunked),
        Behavior.Truncate(25, Framing.Close),
    ];

    /// <summary>Faults after which the outcome of a create is unknown. It was executed: the service fails after that.</summary>
    public static IReadOnlyList<Behavior> FaultsAfterHandling { get; } =
    [
        Behavior.StatusAfterHandling(500, InternalCallFailed, "application/json"),
        Behavior.StatusAfterHandling(500, """{"code":"13000101","msg":"Bad request."}""", "application/json"),
        Behavior.StatusAfterHandling(500),
        Behavior.StatusAfterHandling(502, "<html><body>Bad Gateway</body></html>", "text/html"),
        Behavior.StatusAfterHandling(503),
        Behavior.StatusAfterHandling(504, "<html>"),
        Behavior.StatusAfterHandling(200, InternalCallFailed, "application/json"),
        Behavior.StatusAfterHandling(200, """{"code":"13000201","msg":"Internal call failed."}""", "application/json"),
        Behavior.ResetAfterHandling,
        Behavior.ResetInBody(0),
        Behavior.ResetInBody(10),
        Behavior.Truncate(25),
    ];

    /// <summary>The requests of a call get these behaviors in order; later ones pass.</summary>
    /// <param name="call">The call.</param>
    /// <param name="behaviors">The behaviors of its first, second, ... request; null passes.</param>
    public static Func<RecordedRequest, Behavior?> Sequence(ApiCall call, params Behavior?[] behaviors) =>
        request => request.Call == call ? behaviors.ElementAtOrDefault(request.CallNumber - 1) : null;

    /// <summary>One request of a call gets a behavior.</summary>
    /// <param name="call">The call.</param>
    /// <param name="callNumber">Its number among the requests of the call, from 1.</param>
    /// <param name="behavior">The behavior.</param>
    public static Func<RecordedRequest, Behavior?> On(ApiCall call, int callNumber, Behavior behavior) =>
        request => request.Call == call && request.CallNumber == callNumber ? behavior : null;

    /// <summary>All requests of a call get a behavior.</summary>
    /// <param name="call">The call.</param>
    /// <param name="behavior">The behavior.</param>
    public static Func<RecordedRequest, Behavior?> Always(ApiCall call, Behavior behavior) =>
        request => request.Call == call ? behavior : null;

    /// <summary>The first of several scripts that returns a behavior decides.</summary>
    /// <param name="scripts">The scripts.</param>
    public static Func<RecordedRequest, Behavior?> FirstOf(params Func<RecordedRequest, Behavior?>[] scripts) =>
        request => scripts.Select(script => script(request)).FirstOrDefault(behavior => behavior is not null);

    /// <summary>
    /// Each request gets a fault with a probability, independently. The fault depends on the seed, the request's method and
    /// target, and the attempt, so that a run can be repeated with any order of its requests.
    /// </summary>
    /// <param name="seed">Selects the faults.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="faults">The possible faults; none for <see cref="QuickFaults"/>.</param>
    public static Func<RecordedRequest, Behavior?> RandomFaults(int seed, double probability, params Behavior[] faults)
    {
        IReadOnlyList<Behavior> choice = faults.Length > 0 ? faults : QuickFaults;
        return request =>
        {
            var random = new Random((int)Fingerprint.Of($"{seed} {request.Method} {request.Target} {request.Attempt}"));
            return random.NextDouble() < probability ? choice[random.Next(choice.Count)] : null;
        };
    }
}
