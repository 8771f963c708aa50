using System;
using System.Linq;
using System.Management.Automation;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class ObjectTests : ServiceTests
{
    private static readonly string[] Names =
    [
        "TaskId", "TaskName", "TaskType", "Status", "CreateTime", "StartTime", "EndTime", "UserId", "TenantId", "ResultCode", "Locale", "InitParams",
    ];

    [Fact]
    [Trait("Acceptance", "15")]
    public void Every_property_is_text_a_number_an_enumeration_or_a_time()
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
    public void All_objects_have_the_same_properties_whatever_the_service_left_out()
    {
        Service.Pages = new PagePlan(new ScriptedPage([new TaskInfo { TaskId = "1" }, PagePlan.TaskOf(2), new TaskInfo()], null));
        Connect();
        var result = Shell.Run("Get-KooDriveTask -All").Clean();
        Assert.Single(result.Output.Select(task => string.Join(',', task!.Properties.Select(property => property.Name))).Distinct());
        Assert.Single(result.Output.Select(task => string.Join(',', ((PSPropertySet)task!.Members["Csv"]).ReferencedPropertyNames)).Distinct());
    }

    [Theory]
    [Trait("Acceptance", "15")]
    [InlineData("a,b;c\td")]
    [InlineData("the \"new\" 'joiners'")]
    [InlineData("line\nline\r\nline")]
    [InlineData("离职交接：王伟 → 李娜 😀")]
    [InlineData("=SUM(1,2)")]
    [InlineData("")]
    public void Names_come_through_unharmed(string name)
    {
        Service.Pages = new PagePlan(new ScriptedPage([new TaskInfo { TaskId = "1", TaskName = name, InitParams = name }], null));
        Connect();
        var task = Assert.Single(Shell.Run("Get-KooDriveTask").Clean().Tasks);
        Assert.Equal((name, name), (task.TaskName, task.InitParams));
    }

    [Fact]
    [Trait("Acceptance", "15")]
    public void The_Csv_property_set_holds_text_numbers_and_enumerations_only()
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
    public void Numbers_that_the_module_does_not_know_stay_numbers()
    {
        Service.Pages = new PagePlan(new ScriptedPage([new TaskInfo { TaskId = "1", Status = (TaskStatus)9, TaskType = (TaskType)12 }], null));
        Connect();
        Assert.Equal("9 12 False True", Shell.Run("""Get-KooDriveTask | ForEach-Object { "$($_.Status) $($_.TaskType) $($_.IsCompleted) $($_.Status -eq 9)" }""").Single<string>());
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
        var result = Shell.Run("Get-KooDriveTask | ForEach-Object { \"$($_.IsCompleted) $(if ($null -ne $_.Duration) { $_.Duration.TotalHours })\" }").Clean();
        Assert.Equal(["False ", "False ", "True 30", "True ", "False "], result.Output.Select(line => line!.BaseObject));
    }
}
