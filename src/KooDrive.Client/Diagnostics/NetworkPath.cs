using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Http;

namespace KooDrive.Client.Diagnostics;

/// <summary>
/// The network path to the service, step by step, each building on the one before. With a proxy, the name and TCP steps are
/// about the proxy, and a request without credentials shows whether the proxy passes TLS.
/// </summary>
internal sealed class NetworkPath(KooDriveClientOptions options) : IDisposable
{
    private readonly ProxySelection _proxy = ProxySelection.Of(options);
    private readonly CertificateInspector _inspector = new(options.Endpoint.IdnHost, options.SkipCertificateCheck);
    private IPAddress[] _addresses = [];
    private Socket? _socket;

    /// <summary>What the connection is made to: the proxy, or the service.</summary>
    private Uri Peer => _proxy.Address ?? options.Endpoint;

    private string PeerName => _proxy.Address is null ? Peer.IdnHost : SR.Format(ClientMessages.ProxyAsPeer, Peer.IdnHost);

    /// <summary>Why this path does not have the step; null if it does.</summary>
    public string? ReasonToSkip(ConnectionStep step) => step switch
    {
        ConnectionStep.Name when Peer.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 =>
            SR.Format(ClientMessages.NameNotNeeded, PeerName),
        ConnectionStep.Proxy when _proxy.Address is null => _proxy.Description,
        ConnectionStep.Tls when options.Endpoint.Scheme != Uri.UriSchemeHttps => ClientMessages.TlsNotUsed,
        _ => null,
    };

    /// <summary>The result of a step that failed.</summary>
    public StepResult Failed(ConnectionStep step, string reason)
    {
        var problem = step switch
        {
            ConnectionStep.Proxy => ConnectionProblem.ProxyTunnel,
            _ when _proxy.Address is not null => ConnectionProblem.ProxyAddress,
            ConnectionStep.Name => ConnectionProblem.Name,
            ConnectionStep.Tcp => ConnectionProblem.Tcp,
            _ => ConnectionProblem.TlsHandshake,
        };
        return new StepResult(problem, problem switch
        {
            ConnectionProblem.ProxyTunnel =>
                reason + " " + SR.Format(ClientMessages.ProxyMustPass, _proxy.Description, options.Endpoint.IdnHost, options.Endpoint.Port),
            ConnectionProblem.ProxyAddress => reason + " " + SR.Format(ClientMessages.ProxyInUse, _proxy.Description),
            _ => reason,
        });
    }

    public async Task<StepResult> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _addresses = await WaitOrLeaveAsync(LookUpAsync(Peer.IdnHost), cancellationToken).ConfigureAwait(false);
            return StepResult.Passed(SR.Format(ClientMessages.NameResolved, PeerName, string.Join(", ", _addresses.AsEnumerable())));
        }
        catch (SocketException e)
        {
            return Failed(ConnectionStep.Name, SR.Format(ClientMessages.CheckFailedAt, PeerName, Reason(e)));
        }
    }

    public async Task<StepResult> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_addresses.Length == 0)
            _addresses = [IPAddress.Parse(Peer.IdnHost)];
        var failures = new List<string>();
        foreach (var address in _addresses)
        {
            var remote = new IPEndPoint(address, Peer.Port);
            try
            {
                _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                await WaitOrLeaveAsync(OpenAsync(_socket, remote), cancellationToken).ConfigureAwait(false);
                return StepResult.Passed(SR.Format(ClientMessages.TcpConnected, remote, ((IPEndPoint)_socket.LocalEndPoint!).Address));
            }
            catch (SocketException e)
            {
                _socket?.Dispose();
                failures.Add(SR.Format(ClientMessages.CheckFailedAt, remote, Reason(e)));
            }
        }

        return Failed(ConnectionStep.Tcp, string.Join(" ", failures));
    }

    /// <summary>
    /// Sends a HEAD request without credentials through the proxy, as a session would, on a separate connection.
    /// </summary>
    public async Task<StepResult> PassProxyAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The client disposes it.
        var handler = PrimaryHandler.Create(options, _inspector.Validate);
#pragma warning restore CA2000
#if NET
        // Called for the connection to the proxy first, and for the one through it last.
        handler.PlaintextStreamFilter = (context, _) =>
        {
            _inspector.Protocol = (context.PlaintextStream as SslStream)?.SslProtocol;
            return new ValueTask<Stream>(context.PlaintextStream);
        };
#endif
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, options.Endpoint);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ? ProxyRequiresCredentials() : ProxyLetsPass();
        }
        catch (HttpRequestException e) when (NetworkErrors.IsProxyAuthentication(e))
        {
            return ProxyRequiresCredentials();
        }
        catch (HttpRequestException) when (_inspector.HasRefused)
        {
            return ProxyLetsPass();
        }
    }

    public async Task<StepResult> SecureAsync(CancellationToken cancellationToken)
    {
        bool isDirect = _proxy.Address is null;
        if (isDirect)
            await ShakeHandsAsync(cancellationToken).ConfigureAwait(false);
        string seen = isDirect ? _inspector.ToString() : SR.Format(ClientMessages.TlsThroughProxy, _inspector);
        return new StepResult(_inspector.HasRefused ? ConnectionProblem.Certificate : ConnectionProblem.None, seen, isDirect);
    }

    /// <summary>The reason of a failure. The proxy's address may contain a password, and the platform would quote it.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        SocketException socket => SR.Format(
            ClientMessages.CheckPlatformReason, NetworkErrors.WithoutFullStop(socket.Message), socket.SocketErrorCode),
        { InnerException: SocketException socket } => Reason(socket),
        HttpRequestException { InnerException: IOException or AuthenticationException } => Reason(exception.InnerException),
#if NET
        HttpRequestException { StatusCode: { } status } => SR.Format(ClientMessages.ProxyRespondsInstead, (int)status),
#endif
        HttpRequestException => ClientMessages.ProxyOpensNothing,
        _ => NetworkErrors.Reason(exception) + ClientMessages.FullStop,
    };

    public void Dispose() => _socket?.Dispose();

    private async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        using var stream = new SslStream(new NetworkStream(_socket!, ownsSocket: true), leaveInnerStreamOpen: false, _inspector.Validate);
        try
        {
            await WaitOrLeaveAsync(AuthenticateAsync(stream, options.Endpoint.IdnHost), cancellationToken).ConfigureAwait(false);
            _inspector.Protocol = stream.SslProtocol;
        }
        catch (AuthenticationException) when (_inspector.HasRefused)
        {
            // The inspector describes it.
        }
    }

    private StepResult ProxyLetsPass() => StepResult.Passed(SR.Format(ClientMessages.ProxyLetsPass, _proxy.Description));

    private StepResult ProxyRequiresCredentials()
    {
        bool isAnonymous = options.ProxyCredential is null && Peer.UserInfo.Length == 0;
        string refusal = isAnonymous ? ClientMessages.ProxyWantsCredential : ClientMessages.ProxyRefusesCredential;
        return new StepResult(ConnectionProblem.ProxyAuthentication, SR.Format(refusal, _proxy.Description));
    }

    // Without a token: not every system can cancel these. WaitOrLeaveAsync stops waiting for them.
    private static Task<IPAddress[]> LookUpAsync(string name) => Dns.GetHostAddressesAsync(name);

    private static async Task<Socket> OpenAsync(Socket socket, IPEndPoint remote)
    {
        await socket.ConnectAsync(remote).ConfigureAwait(false);
        return socket;
    }

    private static async Task<SslStream> AuthenticateAsync(SslStream stream, string host)
    {
        await stream.AuthenticateAsClientAsync(
            host, clientCertificates: null, PrimaryHandler.TlsVersions, checkCertificateRevocation: false)
            .ConfigureAwait(false);
        return stream;
    }

    /// <summary>Waits for work, at most until it is canceled. The work itself ends when its socket is disposed.</summary>
    private static Task<T> WaitOrLeaveAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        work.ContinueWith(
            static left => _ = left.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work.WaitAsync(cancellationToken);
    }
}
