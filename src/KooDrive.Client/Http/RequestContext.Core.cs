using System.Net.Http;

namespace KooDrive.Client.Http;

/// <content>Attached to the options of a message on .NET.</content>
internal sealed partial class RequestContext
{
    private static readonly HttpRequestOptionsKey<RequestContext> Key = new(Name);

    /// <summary>Attaches it to a message.</summary>
    public void AttachTo(HttpRequestMessage message) => message.Options.Set(Key, this);

    private static RequestContext? Find(HttpRequestMessage message) => message.Options.TryGetValue(Key, out var context) ? context : null;
}
