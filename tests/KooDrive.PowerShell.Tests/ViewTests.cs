using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The views of the output.</summary>
public sealed partial class ViewTests : ServiceTests
{
    [Fact]
    public async Task Tasks_show_as_a_table()
    {
        var start = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        Service.Pages = new PagePlan(new ScriptedPage(
            [
                new TaskInfo
                {
                    TaskId = "1534087020903704704", TaskName = "Handover\nof files",
                    TaskType = TaskType.Transfer, Status = TaskStatus.Success,
                    CreateTime = start, StartTime = start, EndTime = start.AddSeconds(3723),
                },
                new TaskInfo
                {
                    TaskId = "2", TaskName = "导入", TaskType = TaskType.BatchImport, Status = TaskStatus.Failed, ResultCode = "18000205",
                    StartTime = start, EndTime = start.AddDays(2).AddMinutes(5),
                },
                new TaskInfo { TaskId = "3", Status = (TaskStatus)9 },
            ],
            null));
        string[] lines = await Child.RunInZoneAsync("UTC", $"{ConnectApp()}\nGet-KooDriveTask");
        Assert.Equal(
            [
                "TaskId              Status    Type        Created     Result   Name                                          Duration",
                "------              ------    ----        -------     ------   ----                                          --------",
                "1534087020903704704 Success   Transfer    03-01 08:00          Handover…                                     0.01:02:03",
                "2                   Failed    BatchImport             18000205 导入                                            2.00:05:00",
                "3                   9",
            ],
            lines.Select(line => line.TrimEnd()));
    }

    [Theory]
    [InlineData("FullLanguage")]
    [InlineData("ConstrainedLanguage")]
    public async Task A_session_shows_as_a_list_without_secrets(string mode)
    {
        string[] lines = await Child.RunInZoneAsync(
            "Asia/Shanghai",
            $"""
            {ConnectApp()}
            $null = Get-KooDriveTask -First 1
            $ExecutionContext.SessionState.LanguageMode = '{mode}'
            Get-KooDriveSession
            """);
        Assert.Equal(
            ["Endpoint", "UserId", "AuthenticationType", "ConnectedAt", "LastActivity", "Requests", "Retries", "LastTraceId"],
            lines.Where(line => line.Contains(" : ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        Assert.Equal(2, lines.Count(line => LocalTime().IsMatch(line)));
        Assert.DoesNotContain(lines, line => line.Contains(AppSecret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ConstrainedLanguage", "en-US")]
    [InlineData("FullLanguage", "ar-SA")]
    [InlineData("FullLanguage", "fa-IR")]
    public async Task Times_are_shown_in_every_language_mode_and_culture(string mode, string culture)
    {
        var start = new DateTimeOffset(2026, 3, 1, 20, 30, 0, TimeSpan.Zero);
        Service.Pages = new PagePlan(new ScriptedPage(
            [
                new TaskInfo
                {
                    TaskId = "1", TaskName = "ab", Status = TaskStatus.Failed,
                    CreateTime = start, StartTime = start, EndTime = start.AddHours(30),
                },
            ],
            null));
        string[] lines = await Child.RunInZoneAsync(
            "Asia/Shanghai",
            $"""
            {ConnectApp()}
            $tasks = Get-KooDriveTask
            [cultureinfo]::CurrentCulture = '{culture}'
            $ExecutionContext.SessionState.LanguageMode = '{mode}'
            $tasks
            """);
        Assert.Matches(@"^1 +Failed +03-02 04:30 +ab +1\.06:00:00$", lines[2]);
    }

    /// <summary>The root module, the views and the types, which are not signed, run in the language mode of the session.</summary>
    [Theory]
    [InlineData("Get-KooDriveTask", "^1 +Failed +03-02 04:30 +ab$")]
    [InlineData("Test-KooDriveConnection", @"^Authentication +Passed +\d+\.\d ")]
    public async Task A_constrained_session_imports_the_module_and_shows_every_column(string command, string row)
    {
        var start = new DateTimeOffset(2026, 3, 1, 20, 30, 0, TimeSpan.Zero);
        Service.Pages = new PagePlan(
            new ScriptedPage([new TaskInfo { TaskId = "1", TaskName = "ab", Status = TaskStatus.Failed, CreateTime = start }], null));
        string[] lines = await Child.RunInZoneAsync(
            "Asia/Shanghai",
            $"""
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            {ConnectApp()}
            {command}
            "$([KooDrive.TaskStatus]::Failed) $($ExecutionContext.SessionState.LanguageMode)"
            """);
        Assert.Contains(lines, line => Regex.IsMatch(line.TrimEnd(), row));
        Assert.Equal("Failed ConstrainedLanguage", lines[^1]);
    }

    [GeneratedRegex(@" : \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+08:00$")]
    private static partial Regex LocalTime();
}
