using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using KooDrive.Benchmarks.Figures;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;
using PwshLite.Testing;

// Without arguments: measures everything. With names of measurements: only those.
// --publish writes the figures into docs/benchmarks.md and docs/benchmarks.json, in place of the older ones of the same measurements.
// --quick: one small round of each, only to see that it runs; it is never published.
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
string[] names = [.. args.Where(argument => argument is not ("--quick" or "--publish"))];
string[] known = [.. measurements.Select(NameOf)];
string[] unknown = [.. names.Except(known, StringComparer.OrdinalIgnoreCase)];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no measurement {string.Join(", ", unknown)}. There are: {string.Join(", ", known)}.");
    return 1;
}

var figures = new List<Figure>();
var chosen = measurements.Where(measure => names.Length == 0 || names.Contains(NameOf(measure), StringComparer.OrdinalIgnoreCase));
foreach (var measure in chosen)
{
    Console.Error.WriteLine($"{NameOf(measure)} ...");
    await foreach (var figure in measure(settings))
    {
        figures.Add(figure with { Measurement = NameOf(measure) });
        Console.Error.WriteLine($"    {string.Join("  ", Table.Row(figure))}");
    }
}

foreach (string line in Table.Align([Table.Header, .. figures.Select(Table.Row)]))
    Console.WriteLine(line);
if (args.Contains("--publish") && !settings.IsQuick)
    Publication.Update(Path.Combine(Repository.Root, "docs"), known, figures);

return 0;

static string NameOf(Func<Settings, IAsyncEnumerable<Figure>> measure) => measure.Method.DeclaringType!.Name;
