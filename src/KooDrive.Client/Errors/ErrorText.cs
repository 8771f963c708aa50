using System;
using System.Collections.Generic;
using System.Globalization;
using KooDrive.Client.Http;

namespace KooDrive.Client.Errors;

/// <summary>
/// Composes an error's text from lines: what happened, what the service responded, the trace id with its time, and how far a
/// listing had come.
/// </summary>
internal static class ErrorText
{
    public static string Compose(string summary, CallFacts? facts, ListingFacts? listing)
    {
        var lines = new List<string> { summary };
        if (facts is not null)
        {
            if (Response(facts) is { Length: > 0 } response)
                lines.Add(response);
            lines.Add(SR.Format(ClientMessages.FactsTraceId, facts.TraceId, Utc(facts.Time)));
        }

        if (listing is not null)
            lines.Add(string.Join(" ", Position(listing)));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Response(CallFacts facts)
    {
        var parts = new List<string>();
        if (facts.Status is { } status)
            parts.Add("HTTP " + ((int)status).ToString(CultureInfo.InvariantCulture));
        if (facts.ServiceCode is { } code)
            parts.Add(SR.Format(ClientMessages.FactsCode, code));
        if (facts.ServiceMessage is { } message)
            parts.Add(SR.Format(ClientMessages.FactsMessage, NetworkErrors.WithoutFullStop(message)));
        return parts.Count == 0 ? string.Empty : string.Join(ClientMessages.FactsSeparator, parts) + ClientMessages.FullStop;
    }

    private static IEnumerable<string> Position(ListingFacts listing)
    {
        bool isAtBeginning = listing.TasksReturned == 0 && listing.Cursor is null;
        yield return isAtBeginning ? ClientMessages.NothingCameBefore : SR.Format(ClientMessages.TasksReturned, listing.TasksReturned);
        if (listing.Cursor is { } cursor)
            yield return SR.Format(ClientMessages.CursorToContinueFrom, cursor);
        if (listing.Skip > 0)
            yield return SR.Format(ClientMessages.SkipToContinueWith, listing.Skip);
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
