using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace KooDrive.Benchmarks.Report;

/// <summary>Writes the figures down, for people and for programs.</summary>
internal static class Publication
{
    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true };

    public static void WriteJson(string path, IReadOnlyList<Figure> figures) => File.WriteAllText(
        path, JsonSerializer.Serialize(new { Date = Today, Machine = Machine.Description, Figures = figures }, JsonOptions) + "\n");

    public static void WriteMarkdown(string path, IReadOnlyList<Figure> figures)
    {
        using var page = new StreamWriter(path) { NewLine = "\n" };
        page.WriteLine($"""
            # How quick it is, and how it was measured

            This page is written by `dotnet run -c Release --project tests/KooDrive.Benchmarks`; the same figures for programs are in
            [benchmarks.json](benchmarks.json). Measured on {Today}: {Machine.Description}.

            Absolute values say something about that machine; the results are ratios, and hold elsewhere too. The module and what it
            stands beside are measured in alternation, in one run, against the same server: Kestrel in a process of its own on the same
            machine, which serves bytes that were prepared before, and takes as little of the processors as it can: a real service is on another
            machine. **Result** is the median of all rounds, each compared with its own neighbour; **Spread** is from the lower to the
            upper quartile. What is not reached is shown as well.

            """);
        WriteRow(page, Table.Header);
        WriteRow(page, [.. Table.Header.Select(_ => "---")]);
        foreach (var figure in figures)
            WriteRow(page, Table.Row(figure));
        page.WriteLine();
        page.WriteLine("## What the figures are");
        page.WriteLine();
        foreach (var group in figures.GroupBy(figure => figure.Name))
        {
            foreach (var figure in group)
                page.WriteLine($"- **{figure.Name}**{(figure.Floor is null ? string.Empty : ", beside: " + figure.Floor)}. {figure.Explanation}");
        }

        page.WriteLine("""

            ## What the module stands beside

            - The *bare cmdlet* (`tests/KooDrive.Benchmarks.BareModule`) is the quickest that one writes by hand: HttpClient, source-generated
              System.Text.Json, one page fetched ahead. It keeps no promise: no retries, no time-outs, no guards, no resuming.
            - The *raw loop* is the same without PowerShell and without fetching ahead; it fills the same eleven properties.
            - The *empty module* (`tests/KooDrive.Benchmarks.EmptyModule`) has one cmdlet that does nothing.
            """);
    }

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteRow(StreamWriter page, string[] cells) => page.WriteLine($"| {string.Join(" | ", cells)} |");
}
