using System.Linq;

namespace KooDrive.Client.Http;

/// <summary>Texts of others, without the control characters, which a terminal would execute.</summary>
internal static class TerminalText
{
    private const int MaximumLineLength = 500;

    /// <summary>A text on one line, shortened.</summary>
    public static string Line(string text)
    {
        text = new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
        return text.Length <= MaximumLineLength ? text : text.Substring(0, MaximumLineLength) + "…";
    }

    /// <summary>A text with its line breaks and tabulators.</summary>
    public static string Lines(string text) =>
        new([.. text.Select(character => char.IsControl(character) && character is not ('\n' or '\t') ? ' ' : character)]);
}
