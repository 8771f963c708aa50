using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Chaos.Tests;

/// <summary>
/// A service with random failures: one request in ten of every kind has a fault, one in a hundred an expired token. The failures depend
/// on a seed, so that a run can be repeated; waits pass on the test's clock.
/// </summary>
public abstract class ChaosTest : IDisposable
{
    private protected const double FaultProbability = 0.1;
    private const double ExpiryProbability = 0.01;

    // A token does not expire before it has been used: at least so many requests are between an expiry and the next, or a refresh.
    private const int RequestsBetweenExpiries = 50;

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private int _lastExpiry;

    private protected TestClock Clock { get; } = new();

    private protected CancellationToken Stop => _stop.Token;

    /// <summary>A response that begins and then stalls until the operation time-out.</summary>
    private protected Behavior Stall => Behavior.StallUntilTimeout(Clock, 30);

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A number from an environment variable, which makes a run longer; else the default.</summary>
    private protected static int CountFrom(string variable, int everyDay) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int count) ? count : everyDay;

    private protected async Task<FakeService> StartAsync(
        int tasks, AuthenticationFailureResponse refusal = default, IReadOnlyCollection<string>? hidden = null, int users = 60)
    {
        _stop.CancelAfter(TimeSpan.FromMinutes(tasks > 100_000 ? 60 : 10));
        var service = await FakeService.StartAsync(
            TestService.Options(
                tasks, userCount: users, rules: new AuthenticationRules { FailureResponse = refusal }, hidden: hidden),
            Clock);
        service.RecordRequests = false;
        return service;
    }

    /// <summary>The faults, and on first attempts a token that has expired.</summary>
    private protected Func<RecordedRequest, Behavior?> WithExpiries(int seed, Func<RecordedRequest, Behavior?> faults)
    {
        var expiries = Scripts.RandomFaults(~seed, ExpiryProbability, Behavior.TokenExpired);
        return request =>
        {
            bool mayExpire = MayExpire(request);
            return faults(request) ?? (mayExpire ? expiries(request) : null);
        };

        bool MayExpire(RecordedRequest request)
        {
            if (request.Call == ApiCall.RefreshSession)
                Volatile.Write(ref _lastExpiry, request.Number);
            bool isFirst = request.Attempt == 1 || request.Call == ApiCall.CreateTask; // All creates have the same target.
            bool mayExpire = request.Call != ApiCall.RefreshSession && isFirst && HasToken(request)
                && request.Number - Volatile.Read(ref _lastExpiry) > RequestsBetweenExpiries;
            if (mayExpire && expiries(request) is not null)
                Volatile.Write(ref _lastExpiry, request.Number);
            return mayExpire;
        }
    }

    private protected KooDriveClient Connect(FakeService service, bool isApp, TimeSpan budget) => new(new KooDriveClientOptions
    {
        Endpoint = service.Endpoint,
        UserId = UserId,
        Credential = isApp ? App() : TokenOf(sessionId: SessionId),
        MaximumRetryTime = budget,
        UseProxy = false,
        TimeProvider = Clock,
    });

    private static bool HasToken(RecordedRequest request) =>
        request.Header("Authorization")!.StartsWith("Bearer", StringComparison.Ordinal);
}
