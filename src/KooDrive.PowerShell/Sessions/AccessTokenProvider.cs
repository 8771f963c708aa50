using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Security;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The user's script block that outputs a new access token.</summary>
internal sealed class AccessTokenProvider(ScriptBlock script)
{
    private readonly Guid _runspace = Runspace.DefaultRunspace.InstanceId;
    private volatile int _runningThread;

    /// <summary>Whether the caller runs in the script block. A request from there would wait for itself.</summary>
    public bool IsRunning => _runningThread == Environment.CurrentManagedThreadId;

    /// <summary>Runs it. On a pipeline thread only.</summary>
    /// <returns>The token; the caller disposes it.</returns>
    public SecureString GetToken()
    {
        _runningThread = Environment.CurrentManagedThreadId;
        try
        {
            return Run();
        }
        finally
        {
            _runningThread = 0;
        }
    }

    private SecureString Run()
    {
        foreach (PSObject? result in Invoke())
        {
            switch (result?.BaseObject)
            {
                case SecureString secret: return secret.Copy();
                case string text: return SecureText.Protect(text);
                case PSCredential credential: return credential.Password.Copy();
            }
        }

        throw new RuntimeException(CommandMessages.ProviderGaveNothing);
    }

    private Collection<PSObject> Invoke()
    {
        try
        {
            return ForThisRunspace().Invoke();
        }
        catch (FlowControlException e)
        {
            throw new RuntimeException(CommandMessages.ProviderLeft, e);
        }
    }

    // A script block belongs to the runspace that created it, which may be busy or closed. In others, a copy of it runs.
    private ScriptBlock ForThisRunspace() =>
        Runspace.DefaultRunspace.InstanceId == _runspace ? script
        : script.Ast is ScriptBlockAst block ? block.GetScriptBlock()
        : ScriptBlock.Create(script.ToString()); // A function: its text contains its parameters.
}
