using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace KooDrive.PowerShell.Sessions;

/// <summary>
/// The session of each runspace. It ends with its runspace, and when another one replaces it; it stays when the module is imported
/// again. Only for the pipeline thread, which has the runspace.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, Slot> Slots = new();

    public static KooDriveSession? Current
    {
        get => Slots.TryGetValue(Runspace.DefaultRunspace, out var slot) ? slot.Session : null;
        set => Slots.GetValue(Runspace.DefaultRunspace, CreateSlot).Replace(value);
    }

    private static Slot CreateSlot(Runspace runspace)
    {
        runspace.StateChanged += EndWithRunspace;
        return new Slot();
    }

    private static void EndWithRunspace(object? sender, RunspaceStateEventArgs e)
    {
        if (e.RunspaceStateInfo.State is not (RunspaceState.Closed or RunspaceState.Broken) || sender is not Runspace runspace)
            return;
        if (Slots.TryGetValue(runspace, out var slot))
            slot.Replace(null);
    }

    private sealed class Slot
    {
        public KooDriveSession? Session { get; private set; }

        public void Replace(KooDriveSession? session)
        {
            var replaced = Session;
            Session = session;
            if (replaced != session)
                replaced?.Lifetime.Retire();
        }
    }
}
