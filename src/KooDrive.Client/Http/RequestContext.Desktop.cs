using System.Net.Http;

namespace KooDrive.Client.Http;

/// <content>How it travels with a message on .NET Framework.</content>
internal sealed partial class RequestContext
{
    /// <summary>Has it travel with a message.</summary>
    public void AttachTo(HttpRequestMessage message) => message.Properties[Name] = this;

    private static RequestContext? Find(HttpRequestMessage message) =>
        message.Properties.TryGetValue(Name, out object? context) ? (RequestContext)context : null;
}
