using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Rows through New-KooDriveTask and Wait-KooDriveTask, as in a handover of many users.</summary>
public sealed class HandoverTests : FakeClockTests
{
    private const string Invalid = "InvalidArgument,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand";
    private const string Unknown = "OutcomeUnknown,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand";
    private const string Denied = "AccessDenied,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand";

    protected override SandboxOptions Options => TestService.Options(taskCount: 0);

    [Fact]
    [Trait("Acceptance", "19")]
    [Trait("Acceptance", "33")]
    public void Ten_thousand_rows_with_random_failures_have_an_outcome_each()
    {
        const int Count = 10_000;
        Service.RecordRequests = false;
        Service.Script = Faults;
        Connect();
        PSObject[] rows = [.. Enumerable.Range(0, Count).Select(Row)];
        Shell["rows"] = rows;
        var result = Shell.Run("""
            $rows | New-KooDriveTask -Confirm:$false -OutVariable created -ErrorVariable failed -ErrorAction SilentlyContinue |
                Wait-KooDriveTask -TimeoutSeconds 3600
            """).Clean();

        var created = Shell.Run("$created").Clean().Tasks;
        ErrorRecord[] failed = [.. Shell.Run("$failed").Output.Select(output => Assert.IsType<ErrorRecord>(output!.BaseObject))];
        Assert.Equal(Count, created.Count + failed.Length);
        var kinds = failed.ToLookup(error => error.FullyQualifiedErrorId, error => (PSObject)error.TargetObject);
        Assert.Equal([Denied, Invalid, Unknown], kinds.Select(kind => kind.Key).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.True(kind.Count() >= Count / 100, kind.Key));

        // Each row has one task or one error.
        var failedRows = failed.Select(error => (PSObject)error.TargetObject).ToHashSet();
        Assert.Equal(failed.Length, failedRows.Count);
        Assert.Equal(
            rows.Where(row => !failedRows.Contains(row)).Select(SourceOf).Order(StringComparer.Ordinal),
            created.Select(task => task.SourceUserId!).Order(StringComparer.Ordinal));

        // The service has created each once, and besides them only tasks of unknown outcome.
        string[] executed = [.. Service.Engine.Tasks.Select(task => SourceIn(task.InitParams!))];
        Assert.Equal(executed.Length, executed.Distinct().Count());
        Assert.Empty(created.Select(task => task.SourceUserId!).Except(executed));
        Assert.Empty(executed.Except(created.Select(task => task.SourceUserId!)).Except(kinds[Unknown].Select(SourceOf)));

        // Each ended task can be joined to its row.
        Assert.Equal(created.Select(Key).Order(StringComparer.Ordinal), result.Tasks.Select(Key).Order(StringComparer.Ordinal));
        Assert.All(result.Tasks, task => Assert.Equal((TaskStatus.Success, "9"), (task.Status, task.DestinationUserId)));
        Assert.InRange(Service.CountOf(ApiCall.GetTask), created.Count, (int)(created.Count * 1.1));
        Assert.InRange(Service.CountOf(ApiCall.ListTasks), 1, Count / 5);

        static string Key(TaskInfo task) => task.TaskId + " " + task.SourceUserId;
    }

    [Theory]
    [InlineData("New | Wait-KooDriveTask -TimeoutSeconds 60")]
    [InlineData("New | Get-KooDriveTask")]
    [InlineData("New | Get-KooDriveTask | Wait-KooDriveTask -TimeoutSeconds 60")]
    [InlineData("New | Restore | Wait-KooDriveTask -TimeoutSeconds 60")]
    [InlineData("New | ForEach-Object { [pscustomobject]@{ "
        + "TaskId = $_.TaskId; SourceUserId = $_.SourceUserId; DestinationUserId = $_.DestinationUserId } } | Get-KooDriveTask")]
    public void A_task_keeps_source_and_destination_in_every_pipeline(string script)
    {
        Connect();
        const string New = """
            function New {
                1..3 | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 9 } } | New-KooDriveTask -Confirm:$false
            }

            """;
        var result = Shell.Run(Restore.Filter + New + script).Clean();
        Assert.Equal(["1 9", "2 9", "3 9"], result.Tasks.Select(task => task.SourceUserId + " " + task.DestinationUserId).Order());
    }

    [Fact]
    public void Other_tasks_have_no_source_and_destination()
    {
        Connect();
        var import = Shell.Run("New-KooDriveTask -ResultId 1 -OrganizationId 2 -OrganizationUserId 3 -Confirm:$false").Single<TaskInfo>();
        Assert.Equal((null, null), (import.SourceUserId, import.DestinationUserId));
    }

    [Theory]
    [InlineData(403, Denied)]
    [InlineData(503, Unknown)]
    public void A_request_that_failed_has_its_row_as_target(int status, string id)
    {
        Service.Script = Scripts.On(ApiCall.CreateTask, 2, Behavior.Status(status));
        Connect();
        var result = Shell.Run("""
            $rows = 1, 2, 3 | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 9 } }
            $rows | New-KooDriveTask -Confirm:$false
            """);
        Assert.Equal(["1", "3"], result.Tasks.Select(task => task.SourceUserId));
        Assert.Equal((id, ((object[])Shell["rows"]!)[1]), (result.Error().FullyQualifiedErrorId, result.Error().TargetObject));
    }

    // Ten in a hundred are not handovers.
    private static PSObject Row(int number)
    {
        object source = (number % 100) switch
        {
            10 => "1.39549704815713E+18",
            20 => string.Empty,
            30 => "9",
            40 => Source(number - 1),
            50 => 1.5E18,
            60 => "-" + Source(number),
            70 => null!,
            80 => "1,395",
            85 => " " + Source(number) + " ",
            _ => Source(number),
        };
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("SourceUserId", source));
        row.Properties.Add(new PSNoteProperty("DestinationUserId", number % 100 == 90 ? "two" + "\n" + "lines" : "9"));
        row.Properties.Add(new PSNoteProperty("Row", number));
        return row;
    }

    private static string Source(int number) => (1395497048157130000L + number).ToString(CultureInfo.InvariantCulture);

    private static string SourceOf(PSObject row) => ((string)row.Properties["SourceUserId"].Value).Trim();

    private static string SourceIn(string initParams) =>
        System.Text.Json.JsonDocument.Parse(initParams).RootElement.GetProperty("srcUserId").GetString()!;

    private static Behavior? Faults(RecordedRequest request) => (request.Call, request.CallNumber % 50) switch
    {
        (ApiCall.CreateTask, 1) => Behavior.ResetAfterHandling,
        (ApiCall.CreateTask, 2) => Behavior.Status(429, ("Retry-After", "0")),
        (ApiCall.CreateTask, 3 or 4) => Behavior.Status(403),
        (ApiCall.CreateTask, 5) => Behavior.Truncate(12),
        (ApiCall.CreateTask, 6) => Behavior.Status(503),
        (ApiCall.CreateTask, 7) => Behavior.StatusAfterHandling(500),
        (ApiCall.CreateTask, 8) => Behavior.Reset,
        (ApiCall.CreateTask, 9) => Behavior.StatusAfterHandling(
            200, """{"code":13000201,"msg":"Internal call failed."}""", "application/json"),
        (ApiCall.GetTask or ApiCall.ListTasks, 1) => Behavior.Status(503),
        (ApiCall.GetTask or ApiCall.ListTasks, 2) => Behavior.Reset,
        _ => null,
    };
}
