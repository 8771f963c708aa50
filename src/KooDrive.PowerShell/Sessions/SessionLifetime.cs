using System;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Sessions;

/// <summary>
/// Closes a session's connections and wipes its secrets when its runspace no longer needs it and no command uses it. A session that
/// was output stays open until nothing refers to it, because other runspaces may use it.
/// </summary>
/// <param name="client">The session's client.</param>
internal sealed class SessionLifetime(IDisposable client) : IDisposable
{
    private readonly object _gate = new();
    private int _uses;
    private bool _isHandedOut;
    private bool _isRetired;

    // For a session that was output. Not on the finalizer's thread, where an exception would end the process.
    ~SessionLifetime() => Task.Run(client.Dispose);

    /// <summary>A command starts to use it.</summary>
    public void Use()
    {
        lock (_gate)
            _uses++;
    }

    /// <summary>A command no longer uses it.</summary>
    public void Release()
    {
        lock (_gate)
            _uses--;
        DisposeWhenUnused();
    }

    /// <summary>It is output: other runspaces may use it.</summary>
    public void HandOut()
    {
        lock (_gate)
            _isHandedOut = true;
    }

    /// <summary>Its runspace has another session, or is closed.</summary>
    public void Retire()
    {
        lock (_gate)
            _isRetired = true;
        DisposeWhenUnused();
    }

    public void Dispose()
    {
        client.Dispose();
        GC.SuppressFinalize(this);
    }

    private void DisposeWhenUnused()
    {
        lock (_gate)
        {
            if (!_isRetired || _isHandedOut || _uses > 0)
                return;
        }

        Dispose();
    }
}
