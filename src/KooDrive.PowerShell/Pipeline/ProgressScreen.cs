using System;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Whether somebody sees the progress of a command.</summary>
internal static class ProgressScreen
{
    /// <summary>There is a screen, and progress is wanted on it.</summary>
    /// <remarks>To stop or to ask because of a progress bar would end what is under way: then there is none.</remarks>
    public static bool IsWatched(PSCmdlet command) =>
        Preference.OfProgress(command) == ActionPreference.Continue && IsInteractive(command.Host);

    // A console says nothing of being redirected, and is asked about its screen last: that makes it read what the terminal can do.
    // Other hosts without a screen say so only when they are asked about it.
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
