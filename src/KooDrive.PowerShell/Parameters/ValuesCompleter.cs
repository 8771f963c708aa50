using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes values from a list. Other values are accepted too.</summary>
public abstract class ValuesCompleter : IArgumentCompleter
{
    /// <summary>The values and their descriptions.</summary>
    /// <param name="commandName">The command whose parameter is completed.</param>
    protected abstract IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return ValuesFor(commandName)
            .Where(value => value.Key.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(Quoted(value.Key), value.Key, CompletionResultType.ParameterValue, value.Value));
    }

    // The service chooses ids and cursors: in a command line, all their characters must be literal.
    private static string Quoted(string value) =>
        value[0] != '-'
            && value.All(character => (character < 128 && char.IsLetterOrDigit(character)) || character is '-' or '_' or '.' or ':' or '/')
            ? value
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
