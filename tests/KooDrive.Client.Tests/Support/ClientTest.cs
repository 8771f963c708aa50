using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>A client and the offline service over loopback, both with one fake clock.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    private protected const string UserId = "1505084218764547200";
    private protected const string AppId = "app-1";
    private protected const string AppSecret = "s3cr3t-of-the-app";
    private protected const string Token = "token-1";
    private protected const string SessionId = "session-1";

    private readonly List<IDisposable> _toDispose = [];
    private readonly List<IAsyncDisposable> _services = [];
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private protected TestClock Clock { get; } = new();

    private protected FakeService Service { get; private set; } = null!;

    /// <summary>Cancels a test that hangs, so that it fails.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <summary>The data of the service, and the credentials that it accepts.</summary>
    private protected virtual SandboxOptions ServiceOptions => Options();

    public virtual async ValueTask InitializeAsync()
    {
        _stop.CancelAfter(TimeSpan.FromMinutes(1));
        Service = await StartAsync(ServiceOptions);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var client in _toDispose)
            client.Dispose();
        foreach (var service in _services)
            await service.DisposeAsync();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static SandboxOptions Options(
        int taskCount = 250, ResponseShape shape = ResponseShape.Table,
        int scanWindow = 100, IReadOnlyCollection<string>? tokens = null) => new()
        {
            TaskCount = taskCount,
            ResponseShape = shape,
            ScanWindow = scanWindow,
            Tokens = tokens ?? [Token],
            Apps = new Dictionary<string, string> { [AppId] = AppSecret },
            SessionId = SessionId,
            UserId = UserId,
        };

    private protected async Task<FakeService> StartAsync(SandboxOptions options)
    {
        var service = await FakeService.StartAsync(options, Clock);
        _services.Add(service);
        return service;
    }

    private protected async Task<FakeProxy> StartProxyAsync(NetworkCredential? credential = null)
    {
        var proxy = await FakeProxy.StartAsync(credential);
        _services.Add(proxy);
        return proxy;
    }

    private protected static KooDriveCredential App() => KooDriveCredential.App(AppId, AppSecret.Secure());

    private protected static KooDriveCredential TokenOf(string token = Token, string? sessionId = null) =>
        KooDriveCredential.Token(token.Secure(), sessionId?.Secure());

    /// <summary>A client of the service; back-off without jitter, no proxy unless one is given.</summary>
    private protected KooDriveClient Connect(
        KooDriveCredential? credential = null,
        Uri? endpoint = null,
        TimeSpan? maximumRetryTime = null,
        string userId = UserId,
        string language = "en-US",
        Uri? proxy = null,
        NetworkCredential? proxyCredential = null,
        TimeSpan? connectionTimeout = null,
        bool skipCertificateCheck = false,
        HttpMessageHandler? handler = null)
    {
        var client = new KooDriveClient(new KooDriveClientOptions
        {
            Endpoint = endpoint ?? Service.Endpoint,
            UserId = userId,
            Credential = credential ?? App(),
            Language = language,
            Proxy = proxy,
            ProxyCredential = proxyCredential,
            UseProxy = proxy is not null,
            ConnectionTimeout = connectionTimeout ?? TimeSpan.FromSeconds(15),
            MaximumRetryTime = maximumRetryTime ?? TimeSpan.FromSeconds(120),
            SkipCertificateCheck = skipCertificateCheck,
            TimeProvider = Clock,
            PrimaryHandler = handler,
            Random = () => 1,
        });
        _toDispose.Add(client);
        return client;
    }

    private protected Task<Outcome> ListAsync(KooDriveClient client, TaskQuery? query = null, Recorder? recorder = null) =>
        Outcome.OfAsync(client.ListTasksAsync(query ?? new TaskQuery(), recorder?.Hooks, Stop));

    /// <summary>The ids of a listing, which must succeed.</summary>
    private protected async Task<string?[]> IdsAsync(KooDriveClient client, TaskQuery? query = null, Recorder? recorder = null)
    {
        var outcome = await ListAsync(client, query, recorder);
        Assert.Null(outcome.Error);
        return [.. outcome.Ids];
    }

    /// <summary>The error of a listing, which must fail.</summary>
    private protected async Task<KooDriveException> ErrorAsync(KooDriveClient client, TaskQuery? query = null, Recorder? recorder = null)
    {
        var error = (await ListAsync(client, query, recorder)).Error;
        Assert.NotNull(error);
        return error;
    }

    /// <summary>The first bytes of the real response, then nothing until the operation time-out.</summary>
    private protected Behavior StallUntilTimeout(int length) => Behavior.From("stall until the operation time-out", async exchange =>
    {
        await exchange.SendPartAsync(exchange.Response, length);
        Clock.Advance(TestClock.OperationTimeout);
        await exchange.WaitUntilGoneAsync();
    });

    private protected IEnumerable<string?> AllIds => Service.Engine.Tasks.Select(task => task.TaskId);
}
