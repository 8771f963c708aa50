using System;
using System.Net.Http;
using System.Text.Json;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>Turns a whole response into a value or an error.</summary>
internal static class ResponseParser
{
    /// <exception cref="KooDriveException">The response is an error, or is not valid.</exception>
    public static T Parse<T>(ApiSession session, RequestContext context, HttpResponseMessage response, ResponseReader<T> read)
        where T : class
    {
        var request = context.Request;
        if (!response.IsSuccessStatusCode)
            throw KooDriveErrors.Status(
                context, session.FactsOf(context, response.StatusCode, context.Envelope), session.RetryTimeOf(context));

        ParsedResponse<T> parsed;
        try
        {
            parsed = read(((BufferedContent)response.Content).Utf8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter is invalid UTF-8 or UTF-16 in a string.
        {
            throw KooDriveErrors.Invalid(request, session.FactsOf(context, response.StatusCode), e);
        }

        if (parsed.IsSuccess && parsed.Value is { } value)
        {
            context.State = ExchangeState.Executed;
            return value;
        }

        var facts = session.FactsOf(context, response.StatusCode, parsed.Code, parsed.Message);
        throw parsed.Code is null or "0" ? KooDriveErrors.Invalid(request, facts) : KooDriveErrors.Code(context, facts);
    }
}
