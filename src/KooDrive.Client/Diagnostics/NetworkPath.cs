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
using KooDrive.Http;

namespace KooDrive.Diagnostics;

/// <summary>
/// The way to the service, gone step by step, each building on the one before. Where a proxy stands in between, name and TCP are
/// the proxy's, and a request without credentials shows whether it lets TLS through.
/// </summary>
internal sealed class NetworkPath(KooDriveClientOptions options) : IDisposable
{
    private const string CheckTrust =
        "Check that -Endpoint names the right host, and this computer's clock and trusted root certificates. "
        + "Where a proxy or firewall inspects TLS, its root certificate must be installed on this computer.";

    private readonly ProxyChoice _proxy = ProxyChoice.Of(options);
    private readonly CertificateWitness _witness = new(options);
    private IPAddress[] _addresses = [];
    private Socket? _socket;

    /// <summary>What is spoken to directly: the proxy, or the service.</summary>
    private Uri Peer => _proxy.Address ?? options.Endpoint;

    private string PeerName => _proxy.Address is null ? Peer.IdnHost : $"{Peer.IdnHost} (the proxy)";

    /// <summary>Why this path has no such step; null when it has.</summary>
    public string? WhyNot(ConnectionStep step) => step switch
    {
        ConnectionStep.Name when Peer.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 =>
            $"{PeerName} is an address: there is no name to look up.",
        ConnectionStep.Proxy when _proxy.Address is null => $"There is no proxy: {_proxy.Reason}.",
        ConnectionStep.Tls when options.Endpoint.Scheme != Uri.UriSchemeHttps => "There is no TLS: the endpoint is http://, on this computer itself.",
        _ => null,
    };

    /// <summary>What to do when a step fails for a reason that says no more than that.</summary>
    public string Advice(ConnectionStep step) => step switch
    {
        ConnectionStep.Proxy => $"The proxy is {_proxy}, {_proxy.Reason}. It must let requests through to {options.Endpoint.IdnHost}, port {options.Endpoint.Port}.",
        _ when _proxy.Address is not null =>
            $"The proxy is {_proxy}, {_proxy.Reason}. Check its address, or connect with -NoProxy when the service is to be reached without it.",
        ConnectionStep.Name => "Check the spelling of -Endpoint and this computer's name servers. Where only a proxy reaches the internet, connect with -Proxy.",
        ConnectionStep.Tcp =>
            "Check the port of -Endpoint and whether a firewall stands in between. Where only a proxy reaches the internet, connect with -Proxy.",
        _ => "Check that -Endpoint names the right host and port, and whether a firewall cuts TLS off.",
    };

    public async Task<Finding> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _addresses = await WaitOrLeaveAsync(LookUpAsync(Peer.IdnHost), cancellationToken).ConfigureAwait(false);
            return Finding.Passed($"{PeerName} is {string.Join(", ", _addresses.AsEnumerable())}.");
        }
        catch (SocketException e)
        {
            return Finding.Failed($"{PeerName}: {Reason(e)} {Advice(ConnectionStep.Name)}");
        }
    }

    public async Task<Finding> ConnectAsync(CancellationToken cancellationToken)
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
                return Finding.Passed($"Connected to {remote} from {((IPEndPoint)_socket.LocalEndPoint!).Address}.");
            }
            catch (SocketException e)
            {
                _socket?.Dispose();
                failures.Add($"{remote}: {Reason(e)}");
            }
        }

        return Finding.Failed($"{string.Join(" ", failures)} {Advice(ConnectionStep.Tcp)}");
    }

    /// <summary>Asks the service for nothing, without credentials, through the proxy: as a session would, on a connection of its own.</summary>
    public async Task<Finding> PassProxyAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The client disposes it.
        var handler = Transport.CreatePrimaryHandler(options, _witness.Judge);
#pragma warning restore CA2000
#if NET
        // Called for the proxy's own connection first, and for the one through it last.
        handler.PlaintextStreamFilter = (context, _) =>
        {
            _witness.Protocol = (context.PlaintextStream as SslStream)?.SslProtocol;
            return new ValueTask<Stream>(context.PlaintextStream);
        };
#endif
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, options.Endpoint);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ? ProxyWantsCredentials() : ProxyLetsPass();
        }
        catch (HttpRequestException e) when (Failures.IsProxyAuthentication(e))
        {
            return ProxyWantsCredentials();
        }
        catch (HttpRequestException) when (_witness.HasRefused)
        {
            return ProxyLetsPass();
        }
    }

    public async Task<Finding> SecureAsync(CancellationToken cancellationToken)
    {
        bool isDirect = _proxy.Address is null;
        if (isDirect)
            await ShakeHandsAsync(cancellationToken).ConfigureAwait(false);
        string seen = isDirect ? _witness.ToString() : $"Through the proxy: {_witness}";
        return (_witness.HasRefused ? Finding.Failed($"{seen} {CheckTrust}") : Finding.Passed(seen)) with { TookTime = isDirect };
    }

    /// <summary>What a step failed with, in words. The proxy's address may hold a password, and the platform would quote it.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        SocketException socket => $"{socket.Message} ({socket.SocketErrorCode}).",
        { InnerException: SocketException socket } => Reason(socket),
        HttpRequestException { InnerException: IOException or AuthenticationException } => Reason(exception.InnerException),
#if NET
        HttpRequestException { StatusCode: { } status } => $"The proxy opened no connection to the service (HTTP {(int)status}).",
#endif
        HttpRequestException => "The proxy opened no connection to the service.",
        _ => exception.Message,
    };

    public void Dispose() => _socket?.Dispose();

    private async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        using var stream = new SslStream(new NetworkStream(_socket!, ownsSocket: true), leaveInnerStreamOpen: false, _witness.Judge);
        try
        {
            await WaitOrLeaveAsync(AuthenticateAsync(stream, options.Endpoint.IdnHost), cancellationToken).ConfigureAwait(false);
            _witness.Protocol = stream.SslProtocol;
        }
        catch (AuthenticationException) when (_witness.HasRefused)
        {
            // The witness knows more about it.
        }
    }

    private Finding ProxyLetsPass() => Finding.Passed($"Requests pass through {_proxy}, {_proxy.Reason}.");

    private Finding ProxyWantsCredentials() => Finding.Failed(
        $"{_proxy}, {_proxy.Reason}, "
        + (options.ProxyCredential is null && Peer.UserInfo.Length == 0 ? "wants to know who is asking" : "does not accept the credentials that it was given")
        + " (HTTP 407). Connect again with -ProxyCredential, or with -NoProxy when the service is to be reached without it.");

    // Without a token: not every system lets go of these when it is asked to. Whoever waits for them does.
    private static Task<IPAddress[]> LookUpAsync(string name) => Dns.GetHostAddressesAsync(name);

    private static async Task<Socket> OpenAsync(Socket socket, IPEndPoint remote)
    {
        await socket.ConnectAsync(remote).ConfigureAwait(false);
        return socket;
    }

    private static async Task<SslStream> AuthenticateAsync(SslStream stream, string host)
    {
        await stream.AuthenticateAsClientAsync(host, clientCertificates: null, SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
        return stream;
    }

    /// <summary>Waits for work, at most until cancelled. Disposing of what it works with ends it then; how, is of no interest.</summary>
    private static Task<T> WaitOrLeaveAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        work.ContinueWith(static left => _ = left.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work.WaitAsync(cancellationToken);
    }
}
