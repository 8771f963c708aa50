using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using KooDrive.Benchmarks;
using KooDrive.Benchmarks.Server;
using KooDrive.Client.Json;

namespace KooDrive.MicroBenchmarks;

/// <summary>Reading one page of 100 tasks.</summary>
public class PageBenchmarks
{
    private readonly byte[] _page = PreparePage();
    private readonly TaskPageReader _reader = new();
    private readonly List<byte[]> _ids = [];
    private readonly List<byte[]> _names = [];

    /// <summary>Creates the bytes that <see cref="NeededAtAnyRate"/> copies.</summary>
    public PageBenchmarks()
    {
        foreach (var task in JsonDocument.Parse(_page).RootElement.GetProperty("taskListDtos").EnumerateArray())
        {
            _ids.Add(Encoding.UTF8.GetBytes(task.GetProperty("taskId").GetString()!));
            _names.Add(Encoding.UTF8.GetBytes(task.GetProperty("taskName").GetString()!));
        }
    }

    /// <summary>With the module's reader.</summary>
    [Benchmark]
    public object Read() => _reader.Read(_page);

    /// <summary>With System.Text.Json and generated code.</summary>
    [Benchmark(Baseline = true)]
    public object ReadWithSystemTextJson() => BareClient.ReadPage(_page);

    /// <summary>The objects, the two strings that differ for each task, and the list: the least that is needed.</summary>
    [Benchmark]
    public object NeededAtAnyRate()
    {
        var tasks = new List<TaskInfo>(_ids.Count);
        for (int i = 0; i < _ids.Count; i++)
            tasks.Add(new TaskInfo { TaskId = Encoding.UTF8.GetString(_ids[i]), TaskName = Encoding.UTF8.GetString(_names[i]) });
        return tasks;
    }

    private static byte[] PreparePage()
    {
        var (list, end) = new PreparedResponses(2 * PreparedResponses.TasksPerPage).Page(string.Empty);
        return [.. list, .. end];
    }
}
