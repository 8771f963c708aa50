using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class CultureTests : ServiceTests
{
    [Theory]
    [Trait("Acceptance", "16")]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/St_Johns")]
    public async Task Times_without_an_offset_are_UTC_in_every_zone(string zone)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(
            200,
            """
            {"code":0,"msg":"Success.","taskListDtos":[{"taskId":"1","taskType":0,"status":2,
              "createTime":"2026-03-08T07:30:15.250","startTime":"2026-03-08 07:30:45","endTime":"2026-03-08T15:31:50+08:00"}]}
            """,
            "application/json"));
        string[] lines = await Child.RunInZoneAsync(zone, $$"""
            {{ConnectApp()}}
            Get-KooDriveTask | ForEach-Object { $_.CreateTime, $_.StartTime, $_.EndTime } | ForEach-Object { $_.UtcDateTime.ToString('o') }
            """);
        Assert.Equal(["2026-03-08T07:30:15.2500000Z", "2026-03-08T07:30:45.0000000Z", "2026-03-08T07:31:50.0000000Z"], lines);
    }

    [Fact]
    [Trait("Acceptance", "16")]
    public async Task Times_are_the_same_instants_and_their_text_is_the_same_everywhere()
    {
        var first = new DateTimeOffset(2026, 3, 8, 7, 30, 15, 250, TimeSpan.Zero);
        Service.Pages = new PagePlan(new ScriptedPage(
            [
                .. Enumerable.Range(0, 30).Select(number => new TaskInfo
                {
                    TaskId = $"{number}",
                    TaskName = "Übergabe, \"Zürich\"; 离职交接",
                    TaskType = TaskType.Transfer,
                    Status = (TaskStatus)(number % 5),
                    CreateTime = first.AddMinutes(-97 * number),
                    StartTime = first.AddMinutes(-97 * number).AddSeconds(30),
                    EndTime = number == 3 ? null : first.AddMinutes(-97 * number).AddSeconds(95),
                }),
            ],
            NextCursor: null));
        string script = $$"""
            foreach ($culture in 'en-US', 'de-DE', 'zh-CN', 'ar-SA', 'fa-IR', 'th-TH') {
                [cultureinfo]::CurrentCulture = $culture
                [cultureinfo]::CurrentUICulture = $culture
                {{ConnectApp()}}
                $tasks = @(Get-KooDriveTask -All)
                if ([cultureinfo]::CurrentCulture.Name -ne $culture) { throw 'culture' }
                $names = @($tasks[0].PSObject.Members['Csv'].ReferencedPropertyNames)
                "zone $([TimeZoneInfo]::Local.BaseUtcOffset.Ticks)"
                $ticks = $tasks | ForEach-Object {
                    "$($_.CreateTime.UtcTicks) $($_.StartTime.UtcTicks) $($_.EndTime.UtcTicks) $($_.Duration.Ticks)"
                }
                "ticks $($ticks -join '|')"
                $rows = $tasks | ForEach-Object { $task = $_; ($names | ForEach-Object { $task.$_.psobject.BaseObject }) -join ';' }
                "csv $($rows -join '|')"
                $day = [datetime]::new(2026, 3, 7, 12, 0, 0, [DateTimeKind]::Utc).ToLocalTime()
                $later = @($tasks | Where-Object CreateTime -gt $day).Count
                $sorted = $true
                for ($i = 1; $i -lt $tasks.Count; $i++) {
                    if ($tasks[$i].CreateTime -ge $tasks[$i - 1].CreateTime) { $sorted = $false }
                    if ([string]::CompareOrdinal($tasks[$i].CreateTimeUtc, $tasks[$i - 1].CreateTimeUtc) -ge 0) { $sorted = $false }
                }
                "later $later $sorted"
            }
            """;
        var runs = new List<string[]>();
        foreach (string zone in new[] { "UTC", "Asia/Shanghai", "America/St_Johns" })
            runs.Add(await Child.RunInZoneAsync(zone, script));

        Assert.Equal(3, runs.Select(lines => lines[0]).Distinct().Count());
        var facts = runs.SelectMany(lines => lines.Where(line => !line.StartsWith("zone ", StringComparison.Ordinal)).Chunk(3)).ToArray();
        Assert.Equal(18, facts.Length);
        Assert.All(facts, fact => Assert.Equal(facts[0], fact));
        Assert.Contains(
            "2026-03-08T07:30:15.250Z;2026-03-08T07:30:45.250Z;2026-03-08T07:31:50.250Z", facts[0][1], StringComparison.Ordinal);
        Assert.Equal("later 13 True", facts[0][2]);
    }
}
