using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Chaos.Tests;

/// <summary>
/// Many creates with random failures of the service, the gateway or the connection: the reported outcome of each is true, and nothing
/// is created twice. The environment variable <c>KOODRIVE_CHAOS_CREATES</c> makes the run longer.
/// </summary>
public sealed class CreateChaosTests : ChaosTest
{
    private static readonly int Creates = CountFrom("KOODRIVE_CHAOS_CREATES", 1_000);

    // Refusals: the service has not created the task. The first two may be retried.
    private static readonly Behavior[] Refusals =
    [
        Behavior.Status(429, ("Retry-After", "0")),
        Behavior.Status(429, """{"code":"APIGW.0308","msg":"The throttling threshold has been reached."}""", "application/json"),
        Behavior.Status(400, """{"code":13000102,"msg":"Parameter verification failed."}""", "application/json"),
        Behavior.Status(403),
        Behavior.Status(404, """{"code":"APIGW.0101","msg":"The API does not exist."}""", "application/json"),
        Behavior.Status(200, """{"code":"13000301","msg":"Space missing."}""", "application/json"),
        Behavior.Status(200, """{"code":13000410,"msg":"No permission."}""", "application/json"),
    ];

    // Responses after which the outcome is unknown. In some cases, the service has created the task.
    private readonly Behavior[] _unknownOutcomes;

    // The fault of the newest attempt at each create, by source.
    private readonly Dictionary<string, Behavior?> _met = [];

    public CreateChaosTests() => _unknownOutcomes =
    [
        .. Scripts.FaultsAfterHandling,
        Behavior.Truncate(25, Framing.Chunked),
        Behavior.Truncate(25, Framing.Close),
        Behavior.Reset,
        Behavior.Status(500),
        Behavior.Status(502, "<html>", "text/html"),
        Behavior.Status(503, ("Retry-After", "1")),
        Behavior.Status(500, """{"code":"13000201","msg":"Internal call failed."}""", "application/json"),
        Stall,
    ];

    [Theory]
    [InlineData(1, true, AuthenticationFailureResponse.Unauthorized)]
    [InlineData(2, false, AuthenticationFailureResponse.Unauthorized)]
    [InlineData(3, false, AuthenticationFailureResponse.BadRequest)]
    [InlineData(4, false, AuthenticationFailureResponse.BadRequestWithoutCode)]
    [Trait("Acceptance", "27")]
    public async Task The_reported_outcome_of_a_create_is_true(int seed, bool isApp, AuthenticationFailureResponse refusal)
    {
        await using var service = await StartAsync(tasks: 0, refusal);
        var others = Scripts.RandomFaults(seed, FaultProbability);
        service.Script = WithExpiries(seed, request => request.Call == ApiCall.CreateTask ? FaultOf(request, seed) : others(request));
        using var client = Connect(service, isApp, TimeSpan.FromMinutes(10));

        string[] sources =
        [
            .. Enumerable.Range(0, Creates)
                .Select(number => (1_395_497_000_000_000_000 + number).ToString(CultureInfo.InvariantCulture)),
        ];
        var reported = new Dictionary<string, (string? TaskId, KooDriveException? Error)>();
        foreach (string source in sources)
        {
            try
            {
                reported[source] = (await client.CreateTaskAsync(CreateTaskRequest.Transfer(source, "7"), null, Stop), null);
            }
            catch (KooDriveException e)
            {
                reported[source] = (null, e);
            }
        }

        ILookup<string, string> created = service.Engine.Tasks.ToLookup(task => SourceIn(task.InitParams!), task => task.TaskId!);
        Assert.All(sources, source =>
        {
            var (taskId, error) = reported[source];
            string[] existing = [.. created[source]];
            var met = _met[source];
            Assert.True(existing.Length <= 1, $"{source} was created {existing.Length} times.");
            if (error is null)
                Assert.Equal([taskId], existing);
            else if (error.Kind == KooDriveErrorKind.OutcomeUnknown)
                Assert.True(_unknownOutcomes.Contains(met), $"{source} is not known to be created, after '{met}': {error}");
            else
                Assert.True(
                    existing.Length == 0 && Refusals.Contains(met), $"{source} is reported not to be created, after '{met}': {error}");
        });

        // The intended number of failures has occurred.
        int unknown = reported.Values.Count(outcome => outcome.Error?.Kind == KooDriveErrorKind.OutcomeUnknown);
        int refused = reported.Values.Count(outcome => outcome.Error is not null) - unknown;
        int unknownButCreated = reported.Count(outcome =>
            outcome.Value.Error?.Kind == KooDriveErrorKind.OutcomeUnknown && created[outcome.Key].Any());
        Assert.InRange(unknown, Creates / 40, Creates / 8);
        Assert.InRange(refused, Creates / 100, Creates / 8);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Creates} creates in {service.RequestCount} requests: "
            + $"{Creates - unknown - refused} created, {refused} refused, {unknown} unknown, of which {unknownButCreated} exist; "
            + "twice 0, reported wrongly 0.");
    }

    private Behavior? FaultOf(RecordedRequest request, int seed)
    {
        string source = SourceIn(request.Body);
        var random = new Random((seed * 1_000_003) + request.CallNumber);
        var fault = random.NextDouble() >= FaultProbability ? null
            : random.Next(2) == 0 ? Refusals[random.Next(Refusals.Length)]
            : _unknownOutcomes[random.Next(_unknownOutcomes.Length)];
        _met[source] = fault;
        return fault;
    }

    private static string SourceIn(string json) => JsonDocument.Parse(json).RootElement.GetProperty("srcUserId").GetString()!;

    private static string SourceIn(byte[] json) => JsonDocument.Parse(json).RootElement.GetProperty("srcUserId").GetString()!;
}
