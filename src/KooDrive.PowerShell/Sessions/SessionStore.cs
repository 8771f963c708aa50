using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace KooDrive.PowerShell.Sessions;

/// <summary>
/// The session of each runspace. A runspace that is gone takes its session along; it survives a new import of the module.
/// To be called on the pipeline thread, the only one that knows its runspace.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, KooDriveSession> Sessions = new();

    public static KooDriveSession? Current
    {
        get => Sessions.TryGetValue(Runspace.DefaultRunspace, out var session) ? session : null;
        set
        {
            Sessions.Remove(Runspace.DefaultRunspace);
            if (value is not null)
                Sessions.Add(Runspace.DefaultRunspace, value);
        }
    }
}
