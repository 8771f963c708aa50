using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>Stops waiting when canceled. .NET Framework looks up names without observing the token.</summary>
internal sealed class CancellationHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = base.SendAsync(request, cancellationToken);
        try
        {
            return await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!sending.IsCompleted)
                _ = AbandonAsync(sending);
        }
    }

    private static async Task AbandonAsync(Task<HttpResponseMessage> sending)
    {
        try
        {
            (await sending.ConfigureAwait(false)).Dispose();
        }
#pragma warning disable CA1031 // The caller has stopped waiting for it.
        catch
#pragma warning restore CA1031
        {
        }
    }
}
