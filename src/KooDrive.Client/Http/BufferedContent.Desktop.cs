using System.Net.Http;
using System.Threading;

namespace KooDrive.Client.Http;

/// <content>What .NET Framework's streams need to be stopped: they look at the token before they read, and not while they do.</content>
internal sealed partial class BufferedContent
{
    private static CancellationTokenRegistration AbortOnCancellation(HttpResponseMessage response, CancellationToken cancellationToken) =>
        cancellationToken.Register(response.Dispose);
}
