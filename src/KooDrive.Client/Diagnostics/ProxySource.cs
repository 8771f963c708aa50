namespace KooDrive.Client.Diagnostics;

/// <summary>Who has chosen the proxy of a session, or why there is none.</summary>
public enum ProxySource
{
    /// <summary>The environment sets none for the endpoint.</summary>
    NotSet,

    /// <summary>The options of the session.</summary>
    Session,

    /// <summary>HTTPS_PROXY, ALL_PROXY or the system's settings.</summary>
    Environment,

    /// <summary>None: the session uses no proxy.</summary>
    Disabled,

    /// <summary>None: plain HTTP must not leave this computer.</summary>
    NotForHttp,
}
