using System;
using KooDrive.Client;
using KooDrive.PowerShell.Sessions;

namespace KooDrive;

/// <summary>
/// A connection to KooDrive: its user and endpoint, and statistics of its requests. Its secrets are not accessible.
/// Safe to use from several runspaces at once.
/// </summary>
/// <remarks>In the namespace of the other types that scripts see.</remarks>
public sealed class KooDriveSession : IDisposable
{
    private readonly KooDriveClient? _client;
    private readonly SessionLifetime? _lifetime;
    private readonly CallStatistics _statistics;

    internal KooDriveSession(
        KooDriveClient client, Uri endpoint, string userId, TimeProvider timeProvider, AccessTokenProvider? accessTokenProvider)
    {
        _client = client;
        _lifetime = new SessionLifetime(client);
        _statistics = client.Statistics;
        Endpoint = endpoint;
        UserId = userId;
        AuthenticationType = client.AuthenticationType;
        TimeProvider = timeProvider;
        ConnectedAt = timeProvider.GetUtcNow();
        AccessTokenProvider = accessTokenProvider;
    }

    private KooDriveSession()
    {
        _statistics = new CallStatistics();
        Endpoint = KooDriveClientOptions.InternationalEndpoint;
        UserId = string.Empty;
        AuthenticationType = string.Empty;
    }

    /// <summary>The service's endpoint.</summary>
    public Uri Endpoint { get; }

    /// <summary>The KooDrive user id.</summary>
    public string UserId { get; }

    /// <summary>How the session authenticates: <c>Token</c> or <c>App</c>.</summary>
    public string AuthenticationType { get; }

    /// <summary>When the session was created, in UTC.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the newest request was sent, in UTC; null before the first.</summary>
    public DateTimeOffset? LastActivity => _statistics.LastActivity;

    /// <summary>How many HTTP requests have been sent, retries included.</summary>
    public long Requests => _statistics.Requests;

    /// <summary>How many of them were retries.</summary>
    public long Retries => _statistics.Retries;

    /// <summary>The trace id of the newest request, for the service's support; null before the first.</summary>
    public string? LastTraceId => _statistics.LastTraceId;

    /// <summary>Whether it is a copy from another process, which has no client and cannot be used.</summary>
    internal bool IsDeserialized => _client is null;

    /// <summary>Not for a copy.</summary>
    internal KooDriveClient Client => _client!;

    /// <summary>Not for a copy.</summary>
    internal SessionLifetime Lifetime => _lifetime!;

    /// <summary>The clock.</summary>
    internal TimeProvider TimeProvider { get; } = TimeProvider.System;

    /// <summary>The values for completion.</summary>
    internal CompletionCache Completions { get; } = new();

    internal AccessTokenProvider? AccessTokenProvider { get; }

    /// <summary>Closes the connections and wipes the secrets.</summary>
    public void Dispose() => _lifetime?.Dispose();

    /// <summary>Represents the copy of a session from another process.</summary>
    internal static KooDriveSession CreateDeserialized() => new();

    /// <summary>User and endpoint, for messages.</summary>
    public override string ToString() => $"{UserId} at {Endpoint.Host}";
}
