using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace PwshLite;

/// <summary>Converts the arguments after a script's name to its parameters, by the rules of <c>pwsh -File</c>.</summary>
internal static class ScriptParameters
{
    /// <summary>
    /// <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c> and positional arguments.
    /// A name keeps its dash, by which the engine distinguishes a name whose value may follow from a name with a null value.
    /// </summary>
    public static IEnumerable<CommandParameter> From(IReadOnlyList<string> words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            int colon = word.IndexOf(':');
            if (word is not ['-', _, ..])
                yield return new CommandParameter(null, word);
            else if (colon < 0)
                yield return new CommandParameter(word);
            else if (colon < word.Length - 1)
                yield return new CommandParameter(word[..colon], BooleanOrText(word[(colon + 1)..]));
            else if (i + 1 < words.Count)
                yield return new CommandParameter(word[..colon], words[++i]);
            else
                yield return new CommandParameter(word[..colon]);
        }
    }

    private static object BooleanOrText(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out bool value) ? value : text;
}
