using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Chaos.Tests;

/// <summary>
/// Lookups by id with random failures, some of them not authorized: each has its own result, in order, also when the token expires
/// meanwhile.
/// </summary>
public sealed class LookupChaosTests : ChaosTest
{
    private const int Tasks = 2_000;

    [Theory]
    [InlineData(1, 8, true, AuthenticationFailureResponse.Unauthorized)]
    [InlineData(2, 8, false, AuthenticationFailureResponse.Unauthorized)]
    [InlineData(3, 1, false, AuthenticationFailureResponse.Unauthorized)]
    [InlineData(4, 1, false, AuthenticationFailureResponse.BadRequest)]
    [InlineData(5, 1, false, AuthenticationFailureResponse.BadRequestWithoutCode)]
    [Trait("Acceptance", "28")]
    public async Task Unauthorized_ids_do_not_block_others(int seed, int atOnce, bool isApp, AuthenticationFailureResponse refusal)
    {
        string[] all = await IdsAsync();
        HashSet<string> hidden = [.. all.Where((_, index) => index % 17 == 0)];
        await using var service = await StartAsync(Tasks, refusal, hidden);

        // A refresh fails before it is handled, or not at all: after a lost response, no valid token would be left.
        var faults = Scripts.RandomFaults(seed, FaultProbability);
        var faultsOfRefresh = Scripts.RandomFaults(
            seed, FaultProbability, Behavior.Status(503), Behavior.Status(429, ("Retry-After", "0")), Behavior.Reset);

        // A token that expires during several parallel requests would also expire the token of a refresh: such a case is excluded.
        service.Script = atOnce == 1 ? WithExpiries(seed, Day) : Day;
        using var client = Connect(service, isApp, TimeSpan.FromMinutes(10));

        await using var lookups = client.LookUpTasks(atOnce, cancellationToken: Stop);
        var outcomes = new List<Outcome<TaskInfo>>();
        foreach (string id in all)
        {
            while (lookups.IsFull)
                outcomes.Add(await lookups.TakeAsync());
            lookups.Start(id);
        }

        while (lookups.HasMore)
            outcomes.Add(await lookups.TakeAsync());

        Assert.Equal(all, outcomes.Select(outcome => outcome.Id));
        Assert.All(outcomes, outcome => Assert.Equal(
            hidden.Contains(outcome.Id)
                ? (null, KooDriveErrorKind.AuthenticationFailed, isApp ? KooDriveErrorReason.None : KooDriveErrorReason.NotAuthorized)
                : (outcome.Id, null, null),
            (outcome.Value?.TaskId, outcome.Failure?.Kind, outcome.Failure?.Reason)));
        if (!isApp)
            Assert.NotEqual(0, service.CountOf(ApiCall.RefreshSession));

        Behavior? Day(RecordedRequest request) => request.Call == ApiCall.RefreshSession ? faultsOfRefresh(request) : faults(request);
    }

    private async Task<string[]> IdsAsync()
    {
        await using var service = await StartAsync(Tasks);
        return [.. service.Engine.Tasks.Select(task => task.TaskId!)];
    }
}
