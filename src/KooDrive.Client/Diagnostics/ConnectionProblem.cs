namespace KooDrive.Client.Diagnostics;

/// <summary>What a failed check of a connection test has found. Each has its own recommended action.</summary>
public enum ConnectionProblem
{
    /// <summary>There is none: the check has not failed.</summary>
    None,

    /// <summary>The name of the service cannot be looked up.</summary>
    Name,

    /// <summary>The service does not accept TCP connections.</summary>
    Tcp,

    /// <summary>The proxy cannot be found or reached.</summary>
    ProxyAddress,

    /// <summary>The proxy requires credentials, or does not accept those that it was given.</summary>
    ProxyAuthentication,

    /// <summary>The proxy opens no connection to the service.</summary>
    ProxyTunnel,

    /// <summary>The TLS handshake failed.</summary>
    TlsHandshake,

    /// <summary>The certificate is not trusted.</summary>
    Certificate,

    /// <summary>This computer's clock is wrong.</summary>
    Clock,

    /// <summary>The service did not accept a request of the session; see <see cref="ConnectionFinding.Failure"/>.</summary>
    Request,
}
