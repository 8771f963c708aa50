using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PwshLite;

/// <summary>
/// Makes <c>exit</c> of a script end the host, as <c>pwsh -File</c> does. By itself, the engine ends the script and sets
/// <c>$LASTEXITCODE</c>, which does not differ from the exit code of a program. What <c>pwsh</c> calls for this is not public.
/// </summary>
internal static class ScriptExit
{
    private const string ExecutionContext = "System.Management.Automation.ExecutionContext, System.Management.Automation";

    /// <summary>
    /// The next script that starts in the runspace passes its exit code to <see cref="LiteHost.SetShouldExit" />; the scripts that it
    /// calls do not.
    /// </summary>
    public static void PassToHost(Runspace runspace) => SetRethrow(GetContext(runspace), true);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ExecutionContext")]
    [return: UnsafeAccessorType(ExecutionContext)]
    private static extern object GetContext(Runspace runspace);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ScriptCommandProcessorShouldRethrowExit")]
    private static extern void SetRethrow([UnsafeAccessorType(ExecutionContext)] object context, bool value);
}
