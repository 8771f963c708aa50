using System.Net.Http;
using System.Threading;

namespace KooDrive.Client.Http;

/// <content>What .NET's streams need to be stopped: nothing but the token.</content>
internal sealed partial class BufferedContent
{
    private static CancellationTokenRegistration AbortOnCancellation(HttpResponseMessage _, CancellationToken __) => default;
}
