using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Benchmarks.Report;

/// <summary>The figures as rows of text.</summary>
internal static class Table
{
    public static readonly string[] Header = ["Figure", "KooDrive", "Compared with", "Its value", "Result", "Spread", "Bar", ""];

    public static string[] Row(Figure figure) =>
    [
        figure.Name,
        $"{Number(figure.Module)} {figure.Unit}",
        figure.Floor ?? "-",
        figure.FloorValue is { } floor ? $"{Number(floor)} {figure.Unit}" : "-",
        Judged(figure, figure.Judged.Median),
        $"{Judged(figure, figure.Judged.Low)} to {Judged(figure, figure.Judged.High)}",
        figure.Bar is { } bar ? $"{(bar.IsCeiling ? "at most" : "at least")} {Judged(figure, bar.Limit)}" : "-",
        figure.Bar is null ? "-" : figure.IsReached ? "reached" : "NOT reached",
    ];

    /// <summary>Rows with columns as wide as their contents, for a console.</summary>
    public static IEnumerable<string> Align(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Header.Select((_, column) => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string Judged(Figure figure, double value) =>
        figure.JudgedUnit.Length == 0
            ? value.ToString("0.00", CultureInfo.InvariantCulture) + " ×"
            : $"{Number(value)} {figure.JudgedUnit}";

    private static string Number(double value) => value.ToString(Math.Abs(value) switch
    {
        >= 1000 => "N0",
        >= 10 => "0.0",
        _ => "0.00",
    }, CultureInfo.InvariantCulture);
}
