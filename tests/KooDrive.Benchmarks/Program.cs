using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using KooDrive.Benchmarks.Figures;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;
using PwshLite.Testing;

// Without arguments: measures everything and writes docs/benchmarks.md and docs/benchmarks.json.
// With names of measurements: only those, written nowhere. --quick: one small round of each, only to see that it runs.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["serve", ..])
{
    await PreparedServer.RunAsync(args[1..]);
    return 0;
}

Func<Settings, IAsyncEnumerable<Figure>>[] measurements =
[
    Throughput.MeasureAsync,
    InvokeRestMethod.MeasureAsync,
    Pipelines.MeasureAsync,
    Users.MeasureAsync,
    AnyRequest.MeasureAsync,
    LatencyHiding.MeasureAsync,
    Memory.MeasureAsync,
    Micro.MeasureAsync,
    ImportTime.MeasureAsync,
    FirstObject.MeasureAsync,
    ById.MeasureAsync,
    StopLatency.MeasureAsync,
    ProgressCost.MeasureAsync,
];
var settings = new Settings(IsQuick: args.Contains("--quick"));
string[] names = [.. args.Where(argument => argument != "--quick")];
string[] unknown = [.. names.Except(measurements.Select(NameOf), StringComparer.OrdinalIgnoreCase)];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no measurement {string.Join(", ", unknown)}. There are: {string.Join(", ", measurements.Select(NameOf))}.");
    return 1;
}

var figures = new List<Figure>();
foreach (var measure in measurements.Where(measure => names.Length == 0 || names.Contains(NameOf(measure), StringComparer.OrdinalIgnoreCase)))
{
    Console.Error.WriteLine($"{NameOf(measure)} ...");
    await foreach (var figure in measure(settings))
        figures.Add(figure);
}

foreach (string line in Table.Align([Table.Header, .. figures.Select(Table.Row)]))
    Console.WriteLine(line);
if (names.Length == 0 && !settings.IsQuick)
{
    Publication.WriteJson(Path.Combine(Repository.Root, "docs/benchmarks.json"), figures);
    Publication.WriteMarkdown(Path.Combine(Repository.Root, "docs/benchmarks.md"), figures);
}

return 0;

static string NameOf(Func<Settings, IAsyncEnumerable<Figure>> measure) => measure.Method.DeclaringType!.Name;
