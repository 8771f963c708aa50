using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Typical pipelines in a full <c>pwsh</c>: only it has Export-Csv and similar commands.</summary>
internal static class Pipelines
{
    private const string Bare = "bare cmdlet's plain objects";
    private const string File = "([IO.Path]::GetTempPath() + \"koodrive-$PID.csv\")";
    private const string SelectCsv = "Select-Object Csv | Export-Csv $file";
    private const string Table = "Out-String | Out-Null";
    private const int TableRows = 20_000;

    private static readonly string[] CsvColumns =
    [
        "TaskId", "TaskName", "TaskType", "Status", "CreateTimeUtc", "StartTimeUtc", "EndTimeUtc",
        "UserId", "TenantId", "ResultCode", "Locale", "InitParams",
    ];

    private static readonly (string Name, int Width)[] TableColumns =
    [
        ("TaskId", 19), ("Status", 9), ("TaskType", 11), ("CreateTime", 11), ("ResultCode", 8), ("TaskName", 45), ("Duration", 11),
    ];

    // Each is warm: repeated in one process.
    private static readonly Pipeline[] Warm =
    [
        new("Export-Csv $file", Bar.AtLeast(0.8)),
        new(SelectCsv, $"Select-Object {string.Join(", ", CsvColumns)} | Export-Csv $file", Bar.AtLeast(0.9))
        {
            FloorName = Bare + ", columns by name",
            Rounds = 3,
            Note = "PowerShell expands a property set more slowly than the same names written out, for any object: see the next line.",
        },
        new(SelectCsv, Bar.AtLeast(0.9)) { FloorName = Bare + ", the same property set", Rounds = 3 },
        new("Where-Object Status -eq Failed | Out-Null", Bar.AtLeast(0.9)) { Note = "`-Status Failed` filters at the service." },
        new("Where-Object CreateTime -gt ([datetime]'2026-09-01Z') | Out-Null", Bar.AtLeast(0.9)),
        new("Sort-Object Duration | Out-Null", Bar.AtLeast(0.9)),
        new("Group-Object Status -NoElement | Out-Null", Bar.AtLeast(0.9)),
        new(Table, $"Format-Table TaskId, Status, TaskType, CreateTime, ResultCode, TaskName | {Table}", Bar.AtLeast(0.9))
        {
            FloorName = Bare + ", six columns without colors",
            Note = "The module's table has a seventh column, colors and local times. PowerShell evaluates the columns of a format file "
                + "more slowly than those that are passed to Format-Table, for any object: see the next line.",
            Tasks = TableRows,
        },
        new(Table, Bar.AtLeast(0.9))
        {
            FloorName = Bare + ", a format file with the seven columns, without colors",
            Tasks = TableRows,
        },
        new(Table, $"Format-Table TaskId, $status, TaskType, $created, ResultCode, TaskName, Duration | {Table}", Bar.AtLeast(0.9))
        {
            FloorName = Bare + ", the same table by hand",
            Tasks = TableRows,
        },
    ];

    private static readonly string BareTypes =
        "<Types><Type><Name>KooDrive.Benchmarks.BareTask</Name><Members><PropertySet><Name>Csv</Name><ReferencedProperties>"
        + string.Concat(CsvColumns.Select(column => $"<Name>{column}</Name>"))
        + "</ReferencedProperties></PropertySet></Members></Type></Types>";

    private static readonly string BareFormat =
        "<Configuration><ViewDefinitions><View><Name>Task</Name>"
        + "<ViewSelectedBy><TypeName>KooDrive.Benchmarks.BareTask</TypeName></ViewSelectedBy><TableControl><TableHeaders>"
        + string.Concat(TableColumns.Select(column => $"<TableColumnHeader><Width>{column.Width}</Width></TableColumnHeader>"))
        + "</TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>"
        + string.Concat(TableColumns.Select(column => $"<TableColumnItem><PropertyName>{column.Name}</PropertyName></TableColumnItem>"))
        + "</TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        if (!FullHost.IsAvailable)
            yield break;
        string host = await FullHost.DescribeAsync();
        using var server = ServerProcess.Start(settings.Tasks(100_000));
        using var table = ServerProcess.Start(settings.Tasks(TableRows));

        foreach (var pipeline in Warm)
        {
            int tasks = settings.Tasks(pipeline.Tasks);
            var address = pipeline.Tasks == TableRows ? table.Address : server.Address;
            var pairs = await MeasureWarmAsync(
                address,
                $"Get-KooDriveTask -All | {pipeline.Module}",
                $"Get-BareTask -Endpoint {address} | {pipeline.Floor}",
                pipeline.Rounds);
            yield return Line(pipeline.Module, "warm", tasks, pairs, pipeline.Bar, pipeline.FloorName, pipeline.Explanation);
        }

        const string Export = "Export-Csv $file";
        var besideLoop = await MeasureWarmAsync(
            server.Address, $"Get-KooDriveTask -All | {Export}", $"{Script.RestMethodList} | {Export}", rounds: 3);
        yield return Line(
            Export, "warm", settings.Tasks(100_000), besideLoop, Bar.AtLeast(2.5),
            "Invoke-RestMethod loop", "The loop writes fewer columns: only those of the service. Most of the time is Export-Csv itself.");
        foreach (var (floor, statement, bar) in (ValueTuple<string, string, Bar>[])
        [
            (Bare, $"Get-BareTask -Endpoint {server.Address} | {Export}", Bar.AtLeast(0.8)),
            ("Invoke-RestMethod loop", $"{Script.RestMethodList} | {Export}", Bar.AtLeast(2.5)),
        ])
        {
            var pairs = await Pairs.MeasureAsync(
                settings.Rounds(5), () => TimeNewProcessAsync($"Get-KooDriveTask -All | {Export}"), () => TimeNewProcessAsync(statement));
            yield return Line(Export, "new process", settings.Tasks(100_000), pairs, bar, floor, "One listing in a new process.");
        }

        int few = settings.Tasks(10_000);
        int many = settings.IsQuick ? 2 * few : 1_000_000;
        using var small = ServerProcess.Start(few);
        using var large = ServerProcess.Start(many);
        yield return Memory.Growth(
            "Memory growth into Export-Csv",
            $"{few:N0} tasks",
            Bar.AtMost(20),
            await Pairs.MeasureAsync(settings.Rounds(3), () => PeakAsync(large), () => PeakAsync(small)),
            $"`Get-KooDriveTask -All | {Export}` with {many:N0} tasks and with {few:N0}, each in a new process.");

        async Task<Pairs> MeasureWarmAsync(Uri address, string module, string floor, int rounds) => new(await FullHost.RunAllAsync($$"""
            {{Preparation(address)}}
            $pair = { {{module}} }, { {{floor}} }
            for ($round = -{{settings.Rounds(1 + (rounds / 2))}}; $round -lt {{settings.Rounds(rounds)}}; $round++) {
                $times = 0, 0
                foreach ($i in $(if ($round % 2) { 0, 1 } else { 1, 0 })) {
                    [GC]::Collect()
                    $watch = [Diagnostics.Stopwatch]::StartNew()
                    & $pair[$i]
                    $times[$i] = $watch.Elapsed.TotalMilliseconds
                }
                if ($round -ge 0) { foreach ($time in $times) { {{FreshProcess.Write("$time")}} } }
            }
            [IO.File]::Delete($file)
            """));

        Task<double> TimeNewProcessAsync(string statement) =>
            FullHost.RunAsync($"{Preparation(server.Address)}; {FreshProcess.Timed(statement)}; [IO.File]::Delete($file)");

        async Task<double> PeakAsync(ServerProcess from) => await FullHost.RunAsync(
            $"{Preparation(from.Address)}; Get-KooDriveTask -All | {Export}; {Memory.WritePeak}; [IO.File]::Delete($file)")
            / Memory.Megabyte;

        Figure Line(string pipeline, string state, int tasks, Pairs pairs, Bar bar, string floor, string explanation)
        {
            string title = pipeline.Replace(" $file", "", StringComparison.Ordinal).Replace(" | Out-Null", "", StringComparison.Ordinal);
            return Throughput.OfListing(
                $"`{title}`, {state}",
                floor,
                bar,
                tasks,
                pairs,
                $"`Get-KooDriveTask -All | {pipeline}` with {tasks:N0} tasks, in {host}. {explanation}");
        }
    }

    // Gives the bare cmdlet's objects a property set and a view as the module's have, and defines the columns of the table by hand.
    private static string Preparation(Uri address) => $$"""
        {{Script.ImportAndConnect(address)}}
        {{Script.Import(ModulePaths.Bare)}}
        {{Script.RestMethodLoop(address)}}
        $file = {{File}}
        {{Load("Update-TypeData", "types", BareTypes)}}
        {{Load("Update-FormatData", "format", BareFormat)}}
        $status = @{
            Name = 'Status'
            Expression = {
                if ($_.Status -eq 3) { "$($PSStyle.Formatting.Error)$($_.Status)$($PSStyle.Reset)" }
                elseif ($_.Status -eq 1) { "$($PSStyle.Formatting.Warning)$($_.Status)$($PSStyle.Reset)" }
                else { $_.Status }
            }
        }
        $created = @{ Name = 'Created'; Expression = { if ($_.CreateTime) { $_.CreateTime.LocalDateTime.ToString('MM-dd HH:mm') } } }

        """;

    // Both commands read files only.
    private static string Load(string command, string kind, string content) =>
        $"[IO.File]::WriteAllText(\"$file.{kind}.ps1xml\", '{content}'); {command} -AppendPath \"$file.{kind}.ps1xml\"; "
        + $"[IO.File]::Delete(\"$file.{kind}.ps1xml\")";

    private sealed record Pipeline(string Module, string Floor, Bar Bar)
    {
        /// <summary>The same for both.</summary>
        public Pipeline(string both, Bar bar)
            : this(both, both, bar)
        {
        }

        public string FloorName { get; init; } = Bare;

        public string? Note { get; init; }

        public int Tasks { get; init; } = 100_000;

        /// <summary>How many rounds are measured, after half as many and one more that are not.</summary>
        public int Rounds { get; init; } = 9;

        public string Explanation =>
            string.Join(" ", Floor == Module ? "Both through the same pipeline." : $"The bare cmdlet through `{Floor}`.", Note).TrimEnd();
    }
}
