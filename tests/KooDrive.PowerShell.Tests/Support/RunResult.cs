using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Tests;

/// <summary>The output of a script, in all streams.</summary>
internal sealed class RunResult
{
    public RunResult(PowerShellInstance shell, IEnumerable<PSObject?> output, RuntimeException? terminating)
    {
        Output = [.. output];
        Terminating = terminating;
        Errors = [.. shell.Streams.Error];
        Warnings = [.. shell.Streams.Warning.Select(record => record.Message)];
        Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)];
        Debug = [.. shell.Streams.Debug.Select(record => record.Message)];
        Information = [.. shell.Streams.Information];
        Progress = [.. shell.Streams.Progress];
    }

    public IReadOnlyList<PSObject?> Output { get; }

    /// <summary>The output as tasks; fails if it contains something else.</summary>
    public IReadOnlyList<TaskInfo> Tasks => [.. Output.Select(output => Assert.IsType<TaskInfo>(output?.BaseObject))];

    public IReadOnlyList<string?> Ids => [.. Tasks.Select(task => task.TaskId)];

    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<InformationRecord> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>The terminating error; null for none.</summary>
    public RuntimeException? Terminating { get; }

    /// <summary>The only output.</summary>
    public T Single<T>() => Assert.IsAssignableFrom<T>(Assert.Single(Clean().Output)?.BaseObject);

    /// <summary>Fails if the script had an error.</summary>
    public RunResult Clean()
    {
        Assert.Null(Terminating);
        Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors));
        return this;
    }

    /// <summary>The only error, terminating or not.</summary>
    public ErrorRecord Failure() => Terminating?.ErrorRecord ?? Assert.Single(Errors);

    /// <summary>The only error, which is non-terminating.</summary>
    public ErrorRecord Error()
    {
        Assert.Null(Terminating);
        return Assert.Single(Errors);
    }
}
