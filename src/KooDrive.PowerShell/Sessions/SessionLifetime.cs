using System;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Sessions;

/// <summary>
/// When a session's connections are closed and its secrets wiped: when its runspace needs it no longer and no command uses it. One
/// that was handed out lives as long as anybody holds it, since other runspaces may.
/// </summary>
/// <param name="client">What the session holds.</param>
internal sealed class SessionLifetime(IDisposable client) : IDisposable
{
    private readonly object _gate = new();
    private int _uses;
    private bool _isHandedOut;
    private bool _isRetired;

    // The end of a session that was handed out. Not on the finalizer's thread, which no exception must reach.
    ~SessionLifetime() => Task.Run(client.Dispose);

    /// <summary>A command begins to use it.</summary>
    public void Use()
    {
        lock (_gate)
            _uses++;
    }

    /// <summary>A command uses it no longer.</summary>
    public void Release()
    {
        lock (_gate)
            _uses--;
        DisposeWhenUnused();
    }

    /// <summary>It leaves its runspace's care.</summary>
    public void HandOut()
    {
        lock (_gate)
            _isHandedOut = true;
    }

    /// <summary>Its runspace has another session, or is gone.</summary>
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
