using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The forms in about_KooDrive_Times have the documented results, east and west of UTC, for live tasks and for copies. Forms that
/// need more than the engine are in tests/Pester/Times.Tests.ps1.
/// </summary>
public sealed partial class TimeTests
{
    private const string Error = "error";

    // Created two hours ago, started half an hour later, ended another half an hour later. $fixed is about a day that differs by zone.
    private const string Setup = Restore.Filter + """
        function Get-Date { [datetime]::Now }
        Connect-KooDrive -Sandbox
        $now = [DateTimeOffset]::UtcNow
        $task = [KooDrive.TaskInfo]@{ CreateTime = $now.AddHours(-2); StartTime = $now.AddHours(-1.5); EndTime = $now.AddHours(-1) }
        $fixed = [KooDrive.TaskInfo]@{ CreateTime = [DateTimeOffset]'2026-08-12T20:00:00Z' }
        function Show {
            try { $value = $args[0] | ForEach-Object $args[1] } catch { return 'error' }
            if ($value -is [timespan]) { return $value.TotalHours.ToString('0.0', [cultureinfo]::InvariantCulture) }
            if ($value -is [datetime]) { return $value.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }
            "$value"
        }

        """;

    public static TheoryData<string> Zones { get; } = ["UTC", "Asia/Shanghai", "America/St_Johns"];

    [Theory]
    [Trait("Acceptance", "40")]
    [MemberData(nameof(Zones))]
    public async Task Forms_in_the_topic_on_times_have_the_documented_result(string zone)
    {
        var forms = Forms(TimeZoneInfo.FindSystemTimeZoneById(zone)).ToArray();
        string file = HelpFiles.Topic(HelpFiles.English, "about_KooDrive_Times");
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        string topic = Spaces().Replace(text, " ");
        Assert.All(forms, form => Assert.Contains(form.Shown, topic, StringComparison.Ordinal));

        string script = Setup + string.Concat(forms.Select(form => $$"""
            "$(Show $task { {{form.Code}} }) $(Show ($task | Restore) { {{OfCopy(form.Code)}} })"

            """));
        string[] lines = await Child.RunAsync(script, new Dictionary<string, string?> { ["TZ"] = zone });
        Assert.Equal(
            forms.Select(form => $"{form.Code}: {form.Expected} {form.Expected}"),
            forms.Zip(lines, (form, line) => $"{form.Code}: {line}"));
    }

    [Fact]
    [Trait("Acceptance", "40")]
    public async Task Comparisons_of_a_missing_time_are_as_documented()
    {
        string[] lines = await Child.RunAsync(Setup + """
            $new = [KooDrive.TaskInfo]@{ TaskId = '1' }
            foreach ($tasks in @($new, $task), @($new, $task | Restore)) {
                @($tasks | Where-Object StartTime -lt (Get-Date)).Count
                @($tasks | Where-Object StartTime -gt (Get-Date).AddDays(-7)).Count
                @($tasks | Where-Object StartTime | Where-Object StartTime -lt (Get-Date)).Count
            }
            """);
        Assert.Equal(["2", "1", "1", "2", "1", "1"], lines);
    }

    private static string OfCopy(string code) => code.Replace("$fixed", "($fixed | Restore)", StringComparison.Ordinal);

    /// <returns>The text in the topic, the code, and the result: hours, a day, true or false, or an error.</returns>
    private static IEnumerable<(string Shown, string Code, string Expected)> Forms(TimeZoneInfo zone)
    {
        var created = new DateTimeOffset(2026, 8, 12, 20, 0, 0, TimeSpan.Zero);
        var local = TimeZoneInfo.ConvertTime(created, zone);
        string localDay = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string isFrom13 = local.Day == 13 ? "True" : "False";
        string elapsed = "1.5";
        string elapsedAndOffset = (1.5 + zone.GetUtcOffset(DateTimeOffset.UtcNow).TotalHours).ToString("0.0", CultureInfo.InvariantCulture);

        yield return ("$_.CreateTime -gt (Get-Date).AddDays(-7)", "$_.CreateTime -gt (Get-Date).AddDays(-7)", "True");
        yield return ("$_.CreateTime -gt (Get-Date)", "$_.CreateTime -gt (Get-Date).AddHours(-1)", "False");
        yield return ("$_.CreateTime -gt (Get-Date)", "$_.CreateTime -gt (Get-Date).AddHours(-3)", "True");
        yield return ("Where-Object CreateTime -gt (Get-Date)", "@($_ | Where-Object CreateTime -gt (Get-Date).AddHours(-3)).Count", "1");
        yield return ("Where-Object CreateTime -gt (Get-Date)", "@($_ | Where-Object CreateTime -gt (Get-Date).AddHours(-1)).Count", "0");
        yield return ("$_.CreateTime -ge [datetime]'2026-08-12'", "$fixed.CreateTime -ge [datetime]'2026-08-13'", isFrom13);
        yield return ("A text without an offset is local time", "$fixed.CreateTime -ge '2026-08-13'", isFrom13);
        yield return ("With Get-Date on the left side, PowerShell reports an error", "(Get-Date) -lt $_.CreateTime", Error);

        yield return ("[DateTimeOffset]::Now - $_.StartTime", "[DateTimeOffset]::Now - $_.StartTime", elapsed);
        yield return ("(Get-Date) - $_.StartTime.LocalDateTime", "(Get-Date) - $_.StartTime.LocalDateTime", elapsed);
        yield return ("$_.EndTime - $_.StartTime", "$_.EndTime - $_.StartTime", "0.5");
        yield return ("Duration is EndTime - StartTime", "$_.Duration", "0.5");
        yield return ("(Get-Date) - $_.StartTime ", "(Get-Date) - $_.StartTime", Error);
        yield return ("[datetime]$_.StartTime", "[datetime]$_.StartTime", Error);
        yield return ("(Get-Date) - $_.StartTime.DateTime", "(Get-Date) - $_.StartTime.DateTime", elapsedAndOffset);
        yield return ("(Get-Date) - $_.StartTime.UtcDateTime", "(Get-Date) - $_.StartTime.UtcDateTime", elapsedAndOffset);

        yield return ("$_.CreateTime.LocalDateTime.Date", "$fixed.CreateTime.LocalDateTime.Date", localDay);
        yield return (
            "CreateTime.LocalDateTime.ToString('yyyy-MM-dd')", "$fixed.CreateTime.LocalDateTime.ToString('yyyy-MM-dd')", localDay);
        yield return ("CreateTime.Date, .Hour and .DayOfWeek are the date, hour and day in UTC", "$fixed.CreateTime.Date", "2026-08-12");
        yield return ("'{0:HH:mm}' -f $_.CreateTime", "'{0:HH:mm}' -f $fixed.CreateTime", "20:00");
        yield return ("[DateTimeOffset]$row.CreateTimeUtc", "$fixed.CreateTime -eq [DateTimeOffset]$fixed.CreateTimeUtc", "True");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
