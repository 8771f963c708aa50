using System;
using System.Net;
using System.Net.Http;
using KooDrive.Client.Authentication;

namespace KooDrive.Client;

/// <summary>What a <see cref="KooDriveClient"/> is made from.</summary>
public sealed class KooDriveClientOptions
{
    /// <summary>The international service (AP-Singapore).</summary>
    public static Uri InternationalEndpoint { get; } = new("https://intl.myhuaweicloud-koodrive.com");

    /// <summary>The service in China (CN North-Beijing4).</summary>
    public static Uri ChinaEndpoint { get; } = new("https://cn.myhuaweicloud-koodrive.com");

    /// <summary>Scheme, host and port of the service: HTTPS, or HTTP to loopback.</summary>
    public Uri Endpoint { get; init; } = InternationalEndpoint;

    /// <summary>The KooDrive user id (<c>X-User-Id</c>).</summary>
    public required string UserId { get; init; }

    /// <summary>What the user proves the identity with. The client owns it and disposes it.</summary>
    public required KooDriveCredential Credential { get; init; }

    /// <summary>The language of the service's messages (<c>language</c>): <c>en-US</c> or <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "en-US";

    /// <summary>The proxy; null for the one that the environment names.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>What the proxy asks for; null for nothing.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>False to use no proxy, not even the environment's.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>How long a connection may take to be made, name look-up and TLS included.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one attempt at a request may take, from the connection to the last byte of the answer.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long after a request's first failure it is tried again; zero for not at all.</summary>
    public TimeSpan MaximumRetryTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>True to accept any certificate. Whoever sits on the line can then read and change everything.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What takes the place of the network; null for the network itself. The client owns it and disposes it.</summary>
    public HttpMessageHandler? PrimaryHandler { get; init; }

    /// <summary>Where the jitter of retries comes from: values from 0 to 1.</summary>
    internal Func<double> Random { get; init; } = static () => System.Random.Shared.NextDouble();
}
