using System;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Determines whether the progress of a command is visible.</summary>
internal static class ProgressScreen
{
    /// <summary>Whether there is a screen, and the user's preference is to show progress.</summary>
    /// <remarks>With the preferences Stop and Inquire, progress could end the command, so none is shown.</remarks>
    public static bool IsWatched(PSCmdlet command) =>
        Preference.OfProgress(command) == ActionPreference.Continue && IsInteractive(command.Host);

    // ConsoleHost does not report redirection. Its buffer size is read last, because that initializes the terminal.
    // Other hosts without a screen throw when it is read.
    private static bool IsInteractive(PSHost host)
    {
        try
        {
            return (host.Name != "ConsoleHost" || (!Console.IsOutputRedirected && !IsToldNotToInteract(Environment.GetCommandLineArgs())))
                && host.UI.RawUI.BufferSize.Width > 0;
        }
        catch (Exception e) when (e is HostException or NotImplementedException or NullReferenceException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsToldNotToInteract(string[] arguments) =>
        Array.Exists(arguments, argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));
}
