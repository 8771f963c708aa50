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
    private readonly List<IDisposable> _toDispose = [];
    private readonly List<IAsyncDisposable> _services = [];
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private protected TestClock Clock { get; } = new();

    private protected FakeService Service { get; private set; } = null!;

    /// <summary>Cancels a test that hangs, so that it fails.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <summary>The data of the service, and the credentials that it accepts.</summary>
    private protected virtual SandboxOptions ServiceOptions => TestService.Options();

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
        HttpMessageHandler? handler = null,
        bool? useProxy = null,
        Func<double>? random = null)
    {
        var client = new KooDriveClient(new KooDriveClientOptions
        {
            Endpoint = endpoint ?? Service.Endpoint,
            UserId = userId,
            Credential = credential ?? App(),
            Language = language,
            Proxy = proxy,
            ProxyCredential = proxyCredential,
            UseProxy = useProxy ?? proxy is not null,
            ConnectionTimeout = connectionTimeout ?? TimeSpan.FromSeconds(15),
            MaximumRetryTime = maximumRetryTime ?? TimeSpan.FromSeconds(120),
            SkipCertificateCheck = skipCertificateCheck,
            TimeProvider = Clock,
            PrimaryHandler = handler,
            Random = random ?? (() => 1),
        });
        _toDispose.Add(client);
        return client;
    }

    private protected Task<ListingOutcome<TaskInfo>> ListAsync(KooDriveClient client, TaskQuery? query = null, Recorder? recorder = null) =>
        ListingOutcome.OfAsync(client.ListTasksAsync(query ?? new TaskQuery(), recorder?.Hooks, Stop));

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

    private protected IEnumerable<string?> AllIds => Service.Engine.Tasks.Select(task => task.TaskId);
}
