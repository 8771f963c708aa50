using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace PwshLite;

/// <summary>The arguments of the process: the part of <c>pwsh</c>'s command line that this host has.</summary>
internal sealed class CommandLine
{
    public const string Usage = """
        Usage:
          PwshLite [options] [-File] <script.ps1> [script arguments...]
          PwshLite [options] -Command <text...>
          PwshLite -Version

        Options:
          -NonInteractive        Fail instead of asking; without it, questions are asked on the terminal.
          -NoProfile, -NoLogo    Accepted, so that a pwsh command line works unchanged. There is no profile and no logo.

        The host is the PowerShell engine alone: its Core cmdlets and the modules on PSModulePath. The staged KooDrive
        module is found by name. Cmdlets of Microsoft.PowerShell.Utility and .Management need a real pwsh.
        """;

    /// <summary>Full path of the script; null unless a script is to run.</summary>
    public string? ScriptPath { get; private set; }

    /// <summary>The arguments after the script.</summary>
    public IReadOnlyList<string> ScriptArguments { get; private set; } = [];

    /// <summary>The text to run; null unless <c>-Command</c> was given.</summary>
    public string? CommandText { get; private set; }

    public bool NonInteractive { get; private set; }

    public bool ShowVersion { get; private set; }

    public bool ShowHelp { get; private set; }

    /// <summary>Reads the arguments. Options end at the script or at <c>-Command</c>; the rest belongs to those.</summary>
    /// <exception cref="CommandLineException">The arguments are not valid; the message says why.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var result = new CommandLine();
        for (int i = 0; i < arguments.Count; i++)
        {
            List<string> rest = [.. arguments.Skip(i + 1)];
            switch (arguments[i].ToUpperInvariant())
            {
                case "-NOPROFILE" or "-NOLOGO":
                    continue;
                case "-NONINTERACTIVE":
                    result.NonInteractive = true;
                    continue;
                case "-VERSION" or "-V":
                    result.ShowVersion = true;
                    return result;
                case "-HELP" or "-H" or "-?":
                    result.ShowHelp = true;
                    return result;
                case "-COMMAND" or "-C":
                    result.CommandText = rest.Count > 0
                        ? string.Join(' ', rest)
                        : throw new CommandLineException("-Command needs the text to run.");
                    return result;
                case "-FILE" or "-F":
                    result.SetScript(
                        rest.Count > 0 ? rest[0] : throw new CommandLineException("-File needs the path of a script."), rest.Skip(1));
                    return result;
                case ['-', ..]:
                    throw new CommandLineException($"'{arguments[i]}' is not an option of this host.");
                default:
                    result.SetScript(arguments[i], rest);
                    return result;
            }
        }

        throw new CommandLineException("There is nothing to run.");
    }

    private void SetScript(string path, IEnumerable<string> arguments)
    {
        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            throw new CommandLineException($"'{path}' is not a script: its name does not end in .ps1.");
        if (!File.Exists(path))
            throw new CommandLineException($"The script '{path}' does not exist.");
        ScriptPath = Path.GetFullPath(path);
        ScriptArguments = [.. arguments];
    }
}
