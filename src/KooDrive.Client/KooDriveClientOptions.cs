using System;
using System.Net;
using System.Net.Http;
using KooDrive.Client.Authentication;

namespace KooDrive.Client;

/// <summary>The settings of a <see cref="KooDriveClient"/>.</summary>
public sealed class KooDriveClientOptions
{
    /// <summary>The international service (AP-Singapore).</summary>
    public static Uri InternationalEndpoint { get; } = new("https://intl.myhuaweicloud-koodrive.com");

    /// <summary>The service in China (CN North-Beijing4).</summary>
    public static Uri ChinaEndpoint { get; } = new("https://cn.myhuaweicloud-koodrive.com");

    /// <summary>The largest time-out, about 24 days: the largest of a cancellation source of .NET Framework.</summary>
    public static TimeSpan MaximumTimeout { get; } = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Scheme, host and port of the service: HTTPS, or HTTP to loopback.</summary>
    public Uri Endpoint { get; init; } = InternationalEndpoint;

    /// <summary>The KooDrive user id (<c>X-User-Id</c>).</summary>
    public required string UserId { get; init; }

    /// <summary>The credential. The client owns it and disposes it.</summary>
    public required KooDriveCredential Credential { get; init; }

    /// <summary>The language of the service's messages (<c>language</c>): <c>en-US</c> or <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "en-US";

    /// <summary>The proxy; null for the one that the environment names.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The proxy's credentials; null for none.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>False to use no proxy, not even the environment's.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>
    /// The time-out for making a connection, including name look-up and TLS: greater than zero, at most <see cref="MaximumTimeout"/>.
    /// On .NET Framework, which has no such time-out, it limits only the steps of a connection test.
    /// </summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The time-out for one attempt at a request, from the connection to the last byte of the response: greater than zero, at most
    /// <see cref="MaximumTimeout"/>.
    /// </summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For how long after its first failure a request is retried: zero, for no retry, up to <see cref="MaximumTimeout"/>.
    /// </summary>
    public TimeSpan MaximumRetryTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>True to accept any certificate: others on the network can then read and change everything.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Replaces the network; null for the network. The client owns it and disposes it.</summary>
    public HttpMessageHandler? PrimaryHandler { get; init; }

    /// <summary>The random numbers for the jitter of retries: from 0 to 1.</summary>
    internal Func<double> Random { get; init; } = static () => System.Random.Shared.NextDouble();

    /// <exception cref="ArgumentOutOfRangeException">A time is outside its range.</exception>
    internal void ThrowIfOutOfRange()
    {
        TimeRange.RequirePositive(ConnectionTimeout);
        TimeRange.RequirePositive(OperationTimeout);
        TimeRange.RequireZeroOrMore(MaximumRetryTime);
    }
}
