using System.Net.Http;

namespace KooDrive.Client.Http;

/// <content>Attached to the properties of a message on .NET Framework.</content>
internal sealed partial class RequestContext
{
    /// <summary>Attaches it to a message.</summary>
    public void AttachTo(HttpRequestMessage message) => message.Properties[Name] = this;

    private static RequestContext? Find(HttpRequestMessage message) =>
        message.Properties.TryGetValue(Name, out object? context) ? (RequestContext)context : null;
}
