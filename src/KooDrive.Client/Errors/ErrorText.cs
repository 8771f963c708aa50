using System.Globalization;
using System.Text;

namespace KooDrive;

/// <summary>Composes an error's text: what happened and what is known of it.</summary>
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
            text.Append("code ").Append(code).Append(", ");
        if (facts.ServiceMessage is { } message)
            text.Append("message \"").Append(message).Append("\", ");
        text.Append("trace id ").Append(facts.TraceId).Append(", ")
            .Append(facts.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Append(']');
    }

    private static void Append(StringBuilder text, ListingFacts listing)
    {
        text.Append(" Tasks returned before this: ").Append(listing.TasksReturned.ToString(CultureInfo.InvariantCulture)).Append('.');
        text.Append(listing.Cursor is { } cursor
            ? $" Cursor to go on from: '{cursor}'."
            : " Nothing came before this: start from the beginning.");
    }
}
