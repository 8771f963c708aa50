using System.IO;
using System.Linq;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KooDrive.MicroBenchmarks;

// Runs the benchmarks and writes the results as JSON to the given file.
// In this process: projects that BenchmarkDotNet generates would be outside this repository, without its settings.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
if (args is [_, "quick"])
    job = Job.Dry.WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddLogger(ConsoleLogger.Unicode)
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "KooDrive.MicroBenchmarks"));
var reports = BenchmarkRunner.Run([typeof(PageBenchmarks), typeof(SigningBenchmarks)], config).SelectMany(summary => summary.Reports);
File.WriteAllText(args[0], JsonSerializer.Serialize(reports.ToDictionary(
    report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
    report => new
    {
        Nanoseconds = report.ResultStatistics!.Median,
        Bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase),
    })));
