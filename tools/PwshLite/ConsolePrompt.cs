using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace PwshLite;

/// <summary>
/// Prompts at the terminal. Without a terminal, every prompt is an error: otherwise, the answer to a confirmation would be its
/// default, which is yes.
/// </summary>
internal sealed class ConsolePrompt(bool nonInteractive, CancellationToken stop)
{
    /// <exception cref="HostException">There is no terminal.</exception>
    public void EnsureInteractive()
    {
        string? reason = nonInteractive
            ? "-NonInteractive was given"
            : Console.IsInputRedirected ? "standard input is not a terminal" : null;
        if (reason is not null)
        {
            throw new HostException(
                $"The script asks a question, and nobody can answer: {reason}. "
                + "Give the missing parameters on the command line, or -Confirm:$false to go ahead without being asked.");
        }
    }

    /// <exception cref="HostException">There is no terminal, or it was closed.</exception>
    /// <exception cref="PipelineStoppedException">Stopped while waiting for the answer.</exception>
    public string ReadLine() =>
        Ask(() => Console.ReadLine() ?? throw new HostException("The terminal was closed before the question was answered."));

    /// <inheritdoc cref="ReadLine" />
    public SecureString ReadSecret() => Ask(ReadHidden);

    public Dictionary<string, PSObject> ReadFields(PSHostUserInterface ui, Collection<FieldDescription> fields)
    {
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in fields)
            answers[field.Name] = PSObject.AsPSObject(ReadField(ui, field));
        return answers;
    }

    public int ReadChoice(PSHostUserInterface ui, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        List<(string Key, string Name)> options = [.. choices.Select(choice => Split(choice.Label))];
        string question = string.Join("  ", options.Select(option => $"[{option.Key}] {option.Name}")) + "  [?] Help";
        if (defaultChoice >= 0)
            question += $" (default is \"{options[defaultChoice].Key}\")";

        while (true)
        {
            ui.Write(question + ": ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;
            int index = options.FindIndex(option => Same(option.Key, answer) || Same(option.Name, answer));
            if (index >= 0)
                return index;
            if (answer == "?")
            {
                for (int i = 0; i < options.Count; i++)
                    ui.WriteLine($"{options[i].Key} - {choices[i].HelpMessage}");
            }
        }
    }

    public PSCredential ReadCredential(PSHostUserInterface ui, string? userName)
    {
        if (string.IsNullOrEmpty(userName))
        {
            ui.Write("User: ");
            userName = ReadLine();
        }

        ui.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadSecret());
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    // "&Yes" is chosen with Y; a label without a hot key by its whole text.
    private static (string Key, string Name) Split(string label)
    {
        int mark = label.IndexOf('&', StringComparison.Ordinal);
        string name = label.Replace("&", "", StringComparison.Ordinal);
        string key = mark >= 0 && mark + 1 < label.Length ? label[(mark + 1)..(mark + 2)].ToUpperInvariant() : name;
        return (key, name);
    }

    private static SecureString ReadHidden()
    {
        var secret = new SecureString();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.AppendChar(key.KeyChar);
        }

        Console.Out.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    // Texts are sufficient: the engine converts them to the parameter's type. Secrets and lists have their own prompts.
    private object ReadField(PSHostUserInterface ui, FieldDescription field)
    {
        if (field.ParameterTypeFullName == typeof(PSCredential).FullName)
            return ReadCredential(ui, userName: null);
        if (field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal))
            return ReadList(ui, field.Name);

        ui.Write(field.Name + ": ");
        return field.ParameterTypeFullName == typeof(SecureString).FullName ? ReadSecret() : ReadLine();
    }

    // One line per element; an empty line ends the list.
    private string[] ReadList(PSHostUserInterface ui, string name)
    {
        var lines = new List<string>();
        while (true)
        {
            ui.Write($"{name}[{lines.Count}]: ");
            string line = ReadLine();
            if (line.Length == 0)
                return [.. lines];
            lines.Add(line);
        }
    }

    // Reading from the console cannot be canceled: after a stop, the process ends without waiting for it.
    private T Ask<T>(Func<T> read)
    {
        EnsureInteractive();
        Task<T> answer = Task.Run(read, CancellationToken.None);
        try
        {
            answer.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (AggregateException)
        {
            // Thrown again below, without the wrapper.
        }

        return answer.GetAwaiter().GetResult();
    }
}
