using System.Net.Http;
using System.Threading;

namespace KooDrive.Client.Http;

/// <content>The streams of .NET Framework observe the token only before they read, so disposing the response stops them.</content>
internal sealed partial class BufferedContent
{
    private static CancellationTokenRegistration AbortOnCancellation(HttpResponseMessage response, CancellationToken cancellationToken) =>
        cancellationToken.Register(response.Dispose);
}
