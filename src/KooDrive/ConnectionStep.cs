namespace KooDrive;

/// <summary>The steps of a connection test, in this order.</summary>
public enum ConnectionStep
{
    /// <summary>The name look-up of the service; of the proxy, where there is one.</summary>
    Name,

    /// <summary>The TCP connection to the service; to the proxy, where there is one.</summary>
    Tcp,

    /// <summary>Which proxy there is, and whether it lets requests pass.</summary>
    Proxy,

    /// <summary>The TLS handshake with the service, and its certificate.</summary>
    Tls,

    /// <summary>How far this computer's clock is from the service's.</summary>
    Clock,

    /// <summary>Whether the service accepts the credentials.</summary>
    Authentication,
}
