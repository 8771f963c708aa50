using System.Net.Http;
using System.Threading;

namespace KooDrive.Client.Http;

/// <content>The streams of .NET observe the token while they read.</content>
internal sealed partial class BufferedContent
{
    private static CancellationTokenRegistration AbortOnCancellation(HttpResponseMessage _, CancellationToken __) => default;
}
