using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using KooDrive.Client.Authentication;

namespace KooDrive.Client.Http;

/// <summary>Turns a call of the API into an HTTP request. The handlers add what differs between attempts.</summary>
internal sealed class MessageFactory
{
    private static readonly string UserAgent = "KooDrive/"
        + Version.Parse(typeof(MessageFactory).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version).ToString(3);

    private readonly Uri _endpoint;
    private readonly string _language;

    /// <exception cref="ArgumentException">The user id or the language is empty or has characters that a header cannot contain.</exception>
    public MessageFactory(KooDriveClientOptions options)
    {
        _endpoint = options.Endpoint;
        UserId = HeaderText.Require(options.UserId, ClientMessages.UserIdName);
        _language = HeaderText.Require(options.Language, ClientMessages.LanguageName);
    }

    /// <summary>The KooDrive user id, the value of <c>X-User-Id</c>.</summary>
    public string UserId { get; }

    public HttpRequestMessage Create(RequestContext context)
    {
        var request = context.Request;
        var message = new HttpRequestMessage(request.Method, new Uri(_endpoint, request.PathAndQuery));
        context.AttachTo(message);
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        var headers = message.Headers;
        headers.ExpectContinue = false; // The default of .NET; on .NET Framework it is true.
        headers.TryAddWithoutValidation("X-User-Id", UserId);
        headers.TryAddWithoutValidation("language", _language);
        headers.TryAddWithoutValidation("User-Agent", UserAgent);
        headers.TryAddWithoutValidation("Accept", "application/json");
        return message;
    }
}
