using System;
using System.Collections.Generic;
using System.Linq;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>Common scripts for <see cref="FakeService.Script"/>.</summary>
public static class Scripts
{
    /// <summary>What a bad day brings, without such faults as only a time-out ends.</summary>
    public static IReadOnlyList<Behaviour> QuickFaults { get; } =
    [
        Behaviour.Status(429, ("Retry-After", "0")),
        Behaviour.Status(429, """{"code":"APIGW.0308","msg":"The throttling threshold has been reached."}""", "application/json"),
        Behaviour.Status(500, """{"code":13000201,"msg":"Internal call failed."}""", "application/json"),
        Behaviour.Status(502, "<html><body>Bad Gateway</body></html>", "text/html"),
        Behaviour.Status(503),
        Behaviour.Status(504, "<html>"),
        Behaviour.Reset,
        Behaviour.ResetAfterHandling,
        Behaviour.ResetInBody(0),
        Behaviour.ResetInBody(40),
        Behaviour.Truncate(0),
        Behaviour.Truncate(25),
        Behaviour.Truncate(25, Framing.Chunked),
        Behaviour.Truncate(25, Framing.Close),
    ];

    /// <summary>The requests of a call meet these behaviours one after the other, then pass.</summary>
    /// <param name="call">The call.</param>
    /// <param name="behaviours">What its first, second, ... request meets; null passes.</param>
    public static Func<RecordedRequest, Behaviour?> Sequence(ApiCall call, params Behaviour?[] behaviours) =>
        request => request.Call == call ? behaviours.ElementAtOrDefault(request.CallNumber - 1) : null;

    /// <summary>One request of a call meets a behaviour.</summary>
    /// <param name="call">The call.</param>
    /// <param name="callNumber">Its place among the requests of the call, from 1.</param>
    /// <param name="behaviour">What it meets.</param>
    public static Func<RecordedRequest, Behaviour?> On(ApiCall call, int callNumber, Behaviour behaviour) =>
        request => request.Call == call && request.CallNumber == callNumber ? behaviour : null;

    /// <summary>All requests of a call meet a behaviour.</summary>
    /// <param name="call">The call.</param>
    /// <param name="behaviour">What they meet.</param>
    public static Func<RecordedRequest, Behaviour?> Always(ApiCall call, Behaviour behaviour) =>
        request => request.Call == call ? behaviour : null;

    /// <summary>The first of several scripts that has something to say decides.</summary>
    /// <param name="scripts">The scripts.</param>
    public static Func<RecordedRequest, Behaviour?> FirstOf(params Func<RecordedRequest, Behaviour?>[] scripts) =>
        request => scripts.Select(script => script(request)).FirstOrDefault(behaviour => behaviour is not null);

    /// <summary>
    /// Each request meets a fault with a probability, independently. Which one follows from the seed, the request's method and
    /// target, and the attempt, so that a run can be repeated whatever the order of its requests.
    /// </summary>
    /// <param name="seed">Makes another day.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="faults">What can happen; none for <see cref="QuickFaults"/>.</param>
    public static Func<RecordedRequest, Behaviour?> BadDay(int seed, double probability, params Behaviour[] faults)
    {
        IReadOnlyList<Behaviour> choice = faults.Length > 0 ? faults : QuickFaults;
        return request =>
        {
            var random = new Random((int)Fingerprint.Of($"{seed} {request.Method} {request.Target} {request.Attempt}"));
            return random.NextDouble() < probability ? choice[random.Next(choice.Count)] : null;
        };
    }
}
