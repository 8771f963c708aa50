using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Tests;

/// <summary>What a script left behind.</summary>
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

    /// <summary>The output as tasks; fails when something else is among it.</summary>
    public IReadOnlyList<TaskInfo> Tasks => [.. Output.Select(output => Assert.IsType<TaskInfo>(output?.BaseObject))];

    public IReadOnlyList<string?> Ids => [.. Tasks.Select(task => task.TaskId)];

    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<InformationRecord> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>What ended the script; null when it came to its end.</summary>
    public RuntimeException? Terminating { get; }

    /// <summary>The output's one value.</summary>
    public T Single<T>() => Assert.IsAssignableFrom<T>(Assert.Single(Clean().Output)?.BaseObject);

    /// <summary>Fails unless the script came to its end without errors.</summary>
    public RunResult Clean()
    {
        Assert.Null(Terminating);
        Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors));
        return this;
    }

    /// <summary>The one error, whether or not it ended the script.</summary>
    public ErrorRecord Failure() => Terminating?.ErrorRecord ?? Assert.Single(Errors);

    /// <summary>The one error, which did not end the script.</summary>
    public ErrorRecord Error()
    {
        Assert.Null(Terminating);
        return Assert.Single(Errors);
    }
}
