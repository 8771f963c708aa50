using System.Globalization;
using System.Text;

namespace KooDrive.Client.Errors;

/// <summary>Composes an error's text: what happened, and the facts about it.</summary>
internal static class ErrorText
{
    public static string Compose(string summary, CallFacts? facts, ListingFacts? listing)
    {
        var text = new StringBuilder(summary);
        if (facts is not null)
            Append(text, facts);
        if (listing is not null)
            Append(text, listing);
        return text.ToString();
    }

    private static void Append(StringBuilder text, CallFacts facts)
    {
        text.Append(" [");
        if (facts.Status is { } status)
            text.Append("HTTP ").Append(((int)status).ToString(CultureInfo.InvariantCulture)).Append(", ");
        if (facts.ServiceCode is { } code)
            text.Append(SR.Format(ClientMessages.FactsCode, code)).Append(", ");
        if (facts.ServiceMessage is { } message)
            text.Append(SR.Format(ClientMessages.FactsMessage, message)).Append(", ");
        text.Append(SR.Format(ClientMessages.FactsTraceId, facts.TraceId)).Append(", ")
            .Append(facts.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Append(']');
    }

    private static void Append(StringBuilder text, ListingFacts listing)
    {
        text.Append(' ').Append(SR.Format(ClientMessages.TasksReturned, listing.TasksReturned));
        if (listing.Cursor is { } cursor)
            text.Append(' ').Append(SR.Format(ClientMessages.CursorToContinueFrom, cursor));
        else if (listing.TasksReturned == 0)
            text.Append(' ').Append(ClientMessages.NothingCameBefore);
        if (listing.Skip > 0)
            text.Append(' ').Append(SR.Format(ClientMessages.SkipToContinueWith, listing.Skip));
    }
}
