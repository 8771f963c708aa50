using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>Lets go at once when told to. .NET Framework looks up names without looking at the token.</summary>
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
#pragma warning disable CA1031 // Nobody waits for it any more.
        catch
#pragma warning restore CA1031
        {
        }
    }
}
