using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using KooDrive.PowerShell.Cmdlets;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes values from a list. Other values are accepted too.</summary>
public abstract class ValuesCompleter : IArgumentCompleter
{
    /// <summary>The values and their descriptions.</summary>
    /// <param name="commandName">The command whose parameter is completed.</param>
    /// <param name="session">The session that the command would use; null for none.</param>
    protected abstract IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return ValuesFor(commandName, SessionOf(fakeBoundParameters))
            .Where(value => value.Key.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(Quoted(value.Key), value.Key, CompletionResultType.ParameterValue, value.Value));
    }

    // A session that was passed may be of another organization, whose ids must not be mixed with those of the runspace's session.
    private static KooDriveSession? SessionOf(IDictionary boundParameters) =>
        boundParameters.Contains(nameof(KooDriveSessionCommand.Session))
            ? PSValue.Unwrap(boundParameters[nameof(KooDriveSessionCommand.Session)]) as KooDriveSession
            : SessionStore.Current;

    // The service chooses ids and cursors: in a command line, all their characters must be literal.
    private static string Quoted(string value) =>
        value[0] != '-'
            && value.All(character => (character < 128 && char.IsLetterOrDigit(character)) || character is '-' or '_' or '.' or ':' or '/')
            ? value
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
