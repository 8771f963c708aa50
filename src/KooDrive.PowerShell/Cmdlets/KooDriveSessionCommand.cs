using System;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using KooDrive.Client;
using KooDrive.Client.Lookups;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>The base class of a command that uses a session.</summary>
public abstract class KooDriveSessionCommand : KooDriveCommand
{
    private SessionLifetime? _lifetime;

    [SuppressMessage("Performance", "CA1859", Justification = "The type of the resource is that of the command.")]
    private ILookupOutput? _lookups;
    private InputTasks? _inputTasks;

    /// <summary>The session to use; without it, the one that Connect-KooDrive created in this runspace.</summary>
    [Parameter]
    [SessionTransformation]
    public KooDriveSession? Session { get; set; }

    private protected KooDriveClient Client => Session!.Client;

    /// <summary>The callbacks that write to this command's streams.</summary>
    private protected CallHooks Hooks => HooksFor(Session!);

    /// <inheritdoc/>
    private protected sealed override KooDriveException? FindStartError()
    {
        // A session that was passed but is null is an error: another session could be that of another tenant.
        bool isPassed = MyInvocation.BoundParameters.ContainsKey(nameof(Session));
        if (!isPassed)
            Session = SessionStore.Current;
        if (Session is null)
            return isPassed ? SessionErrors.Null() : SessionErrors.None();
        if (Session.IsDeserialized)
            return SessionErrors.Deserialized();
        _lifetime = Session.Lifetime;
        _lifetime.Use();
        return null;
    }

    /// <inheritdoc/>
    private protected override object? TargetOf(KooDriveException exception) => Session!.Endpoint.AbsoluteUri;

    /// <inheritdoc/>
    private protected override void End() => _lookups?.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _lookups?.Dispose();
        base.Dispose(disposing);
        _lifetime?.Release();
        _lifetime = null;
    }

    /// <summary>Looks up ids, and outputs the results in their order, the last ones at the end of the input.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="start">Starts the lookups of this command.</param>
    /// <param name="write">Outputs one result.</param>
    private protected void LookUp<T>(string[] ids, Func<LookupSequence<T>> start, Action<Outcome<T>> write)
        where T : class
    {
        _lookups ??= new LookupOutput<T>(start(), task => Wait(task), write);
        foreach (string id in ids)
            _lookups.Add(id);
    }

    /// <summary>Keeps what the tasks that were piped in as objects have, for <see cref="WriteTask"/>.</summary>
    /// <param name="taskIds">The parameter's value.</param>
    private protected void KeepInput(string[] taskIds) => (_inputTasks ??= new InputTasks()).Add(taskIds);

    /// <summary>Outputs a task, or its error. A task that was piped in as an object keeps what the service omits.</summary>
    private protected void WriteTask(Outcome<TaskInfo> outcome)
    {
        _inputTasks?.Complete(outcome.Id, outcome.Value);
        WriteValue(outcome, Session!.Completions.Add);
    }

    /// <summary>Outputs a resource, or its error.</summary>
    /// <param name="outcome">The resource, or why there is none.</param>
    /// <param name="remember">Stores the resource for completion; null for none.</param>
    private protected void WriteValue<T>(Outcome<T> outcome, Action<T>? remember = null)
        where T : class
    {
        if (outcome.Value is { } value)
        {
            remember?.Invoke(value);
            WriteObject(value);
        }
        else
        {
            WriteError(ErrorRecords.From(outcome.Failure!, outcome.Id));
        }
    }
}
