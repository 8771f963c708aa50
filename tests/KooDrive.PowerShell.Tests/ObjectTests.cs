using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class ObjectTests : ServiceTests
{
    private static readonly string[] Names =
    [
        "TaskId", "TaskName", "TaskType", "Status", "CreateTime", "StartTime", "EndTime",
        "UserId", "TenantId", "ResultCode", "Locale", "InitParams",
        "Duration", "IsCompleted", "CreateTimeUtc", "StartTimeUtc", "EndTimeUtc", "SourceUserId", "DestinationUserId",
    ];

    private static readonly string[] CsvNames =
    [
        "TaskId", "TaskName", "TaskType", "Status", "CreateTimeUtc", "StartTimeUtc", "EndTimeUtc",
        "UserId", "TenantId", "ResultCode", "Locale", "InitParams",
    ];


    [Fact]
    [Trait("Acceptance", "15")]
    public void Properties_are_text_numbers_enumerations_or_times()
    {
        Connect();
        var result = Shell.Run("""
            Get-KooDriveTask -All | ForEach-Object {
                ($_.PSObject.Properties | Where-Object MemberType -eq Property | ForEach-Object Name) -join ' '
                $_.PSObject.Properties | ForEach-Object { if ($null -ne $_.Value) { $_.Value.GetType().FullName } }
            }
            """).Clean();
        Assert.Equal(
            [
                "KooDrive.TaskStatus", "KooDrive.TaskType", "System.Boolean", "System.DateTimeOffset", "System.String", "System.TimeSpan",
                string.Join(' ', Names),
            ],
            result.Output.Select(line => (string)line!.BaseObject).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Acceptance", "15")]
    public void All_objects_have_the_same_properties()
    {
        Service.Pages = new PagePlan(new ScriptedPage([new TaskInfo { TaskId = "1" }, PagePlan.TaskOf(2), new TaskInfo()], null));
        Connect();
        var result = Shell.Run("Get-KooDriveTask -All").Clean();
        Assert.Single(result.Output.Select(task => string.Join(',', task!.Properties.Select(property => property.Name))).Distinct());
        Assert.Single(
            result.Output.Select(task => string.Join(',', ((PSPropertySet)task!.Members["Csv"]).ReferencedPropertyNames)).Distinct());
    }

    [Theory]
    [Trait("Acceptance", "15")]
    [InlineData("a,b;c\td")]
    [InlineData("the \"new\" 'joiners'")]
    [InlineData("line\nline\r\nline")]
    [InlineData("离职交接：王伟 → 李娜 😀")]
    [InlineData("=SUM(1,2)")]
    [InlineData("")]
    public void Names_with_any_characters_are_kept_in_CSV(string name)
    {
        Service.Pages = new PagePlan(new ScriptedPage([new TaskInfo { TaskId = "1", TaskName = name, InitParams = name }], null));
        Connect();
        var task = Assert.Single(Shell.Run("Get-KooDriveTask").Clean().Tasks);
        Assert.Equal((name, name), (task.TaskName, task.InitParams));
    }

    [Fact]
    [Trait("Acceptance", "15")]
    public void The_Csv_property_set_has_text_numbers_and_enumerations_only()
    {
        Connect();
        var result = Shell.Run("""
            Get-KooDriveTask -All | ForEach-Object {
                foreach ($name in $_.PSObject.Members['Csv'].ReferencedPropertyNames) {
                    if ($null -ne $_.$name) { $_.$name.GetType().FullName }
                }
            }
            """).Clean();
        Assert.Equal(
            ["KooDrive.TaskStatus", "KooDrive.TaskType", "System.String"],
            result.Output.Select(type => (string)type!.BaseObject).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Unknown_numbers_of_enumerations_are_kept()
    {
        Service.Pages = new PagePlan(
            new ScriptedPage([new TaskInfo { TaskId = "1", Status = (TaskStatus)9, TaskType = (TaskType)12 }], null));
        Connect();
        Assert.Equal(
            "9 12 False True",
            Shell.Run("""Get-KooDriveTask | ForEach-Object { "$($_.Status) $($_.TaskType) $($_.IsCompleted) $($_.Status -eq 9)" }""")
                .Single<string>());
    }

    [Fact]
    [Trait("Acceptance", "31")]
    public void Members_have_the_documented_order()
    {
        Connect();
        var result = Shell.Run(Restore.Filter + """
            $task = Get-KooDriveTask -First 1
            foreach ($object in $task, ($task | Restore)) {
                ($object.PSObject.Properties | ForEach-Object Name) -join ' '
                $object.PSObject.Members['Csv'].ReferencedPropertyNames -join ' '
            }
            """).Clean();
        string[] expected = [string.Join(' ', Names), string.Join(' ', CsvNames)];
        Assert.Equal([.. expected, .. expected], result.Output.Select(line => (string)line!.BaseObject));
    }

    [Fact]
    [Trait("Acceptance", "31")]
    public void Members_are_properties_of_the_type_and_not_scripts()
    {
        Connect();
        var result = Shell.Run("(Get-KooDriveTask -First 1).PSObject.Properties | ForEach-Object { \"$($_.MemberType)\" }").Clean();
        Assert.Equal(["Property"], result.Output.Select(type => (string)type!.BaseObject).Distinct());
        Assert.DoesNotContain(
            "Script", File.ReadAllText(Path.Combine(StagedModule.Folder, "KooDrive.Types.ps1xml")), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "31")]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Tasks_from_another_process_have_comparable_times(string culture)
    {
        var created = new DateTimeOffset(2026, 2, 1, 23, 30, 15, 250, TimeSpan.Zero);
        Service.Pages = new PagePlan(new ScriptedPage(
            [
                new TaskInfo { TaskId = "1", CreateTime = created, StartTime = created, EndTime = created.AddHours(30) },
                new TaskInfo { TaskId = "2", CreateTime = created.AddMonths(-2) },
                new TaskInfo { TaskId = "3" },
            ],
            null));
        Connect();
        var result = Shell.Run(Restore.Filter + $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $live = @(Get-KooDriveTask)
            $tasks = @($live | Restore)
            $tasks[0].PSObject.TypeNames[0]
            $tasks[0].CreateTime -eq $live[0].CreateTime
            $tasks[0].CreateTime -gt $tasks[1].CreateTime
            $tasks[0].CreateTime -gt ([datetime]'2026-02-02T00:00:00Z')
            ([DateTimeOffset]'2026-02-01T00:00:00Z') -lt $tasks[0].CreateTime
            @($tasks | Where-Object CreateTime -gt ([datetime]'2026-01-01')).Count
            $tasks[0].EndTime - $tasks[0].StartTime
            $tasks[0].Duration
            $null -eq $tasks[2].CreateTime
            $tasks[0].CreateTime.LocalDateTime -eq $live[0].CreateTime.LocalDateTime
            """).Clean();
        Assert.Equal(
            ["Deserialized.KooDrive.TaskInfo", true, true, false, true, 1, TimeSpan.FromHours(30), TimeSpan.FromHours(30), true, true],
            result.Output.Select(value => value!.BaseObject));
    }

    [Fact]
    public void Duration_and_IsCompleted_follow_from_the_other_properties()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Service.Pages = new PagePlan(new ScriptedPage(
            [
                new TaskInfo { Status = TaskStatus.New },
                new TaskInfo { Status = TaskStatus.Executing, StartTime = start },
                new TaskInfo { Status = TaskStatus.Success, StartTime = start, EndTime = start.AddHours(30) },
                new TaskInfo { Status = TaskStatus.Failed, EndTime = start },
                new TaskInfo(),
            ],
            null));
        Connect();
        var result = Shell.Run(
            "Get-KooDriveTask | ForEach-Object { \"$($_.IsCompleted) $(if ($null -ne $_.Duration) { $_.Duration.TotalHours })\" }")
            .Clean();
        Assert.Equal(["False ", "False ", "True 30", "True ", "False "], result.Output.Select(line => line!.BaseObject));
    }
}
