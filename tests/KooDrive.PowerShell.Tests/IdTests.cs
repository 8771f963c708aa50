using System;
using System.Linq;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Invalid ids, and ids whose digits may be lost: they are refused without a request.</summary>
[Trait("Acceptance", "33")]
public sealed class IdTests : ServiceTests
{
    private const string Invalid = "InvalidArgument,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand";
    private const string FloatingPoint = "is a floating-point number; its last digits are lost. Keep ids as text";

    public static TheoryData<string, string> Refused => new()
    {
        { "1.39549704815713E+18", FloatingPoint },
        { "([double]1395497048157130881)", FloatingPoint },
        { "([single]1.5)", FloatingPoint },
        { "42.5", FloatingPoint },
        { "'1.39549704815713E+18'", FloatingPoint },
        { "'1,39549704815713E+18'", FloatingPoint },
        { "'1E+18'", FloatingPoint },
        { "'13954970481571308.81'", FloatingPoint },
        { "-5", "negative" },
        { "'-5'", "negative" },
        { "'1,2'", "comma" },
        { "'1,395,497'", "comma" },
        { "'1 2'", "a space or a control character" },
        { "''", "empty" },
        { "'  '", "empty" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_invalid_source_id_is_refused_with_the_reason(string value, string reason) =>
        AssertRefused($"New-KooDriveTask -SourceUserId {value} -DestinationUserId 9 -Confirm:$false", reason);

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_invalid_task_id_is_refused_with_the_reason(string value, string reason) =>
        AssertRefused($"Get-KooDriveTask -TaskId {value}", reason);

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_invalid_user_id_is_refused_with_the_reason(string value, string reason) =>
        AssertRefused(ConnectApp().Replace($"-UserId {UserId}", $"-UserId {value}", StringComparison.Ordinal), reason);

    [Theory]
    [InlineData("-DestinationUserId 1.5E18 -SourceUserId 9")]
    [InlineData("-ResultId 1.5E18 -OrganizationId 1 -OrganizationUserId 1")]
    [InlineData("-ResultId 1 -OrganizationId 1.5E18 -OrganizationUserId 1")]
    [InlineData("-ResultId 1 -OrganizationId 1 -OrganizationUserId 1.5E18")]
    public void Every_id_of_a_new_task_is_checked(string parameters) =>
        AssertRefused($"New-KooDriveTask {parameters} -Confirm:$false", FloatingPoint);

    [Theory]
    [InlineData("1,2", "list")]
    [InlineData("@{ a = 1 }", "list")]
    [InlineData("([datetime]::Now)", "DateTime")]
    public void A_value_that_is_neither_text_nor_number_is_refused(string value, string reason) =>
        AssertRefused($"New-KooDriveTask -SourceUserId {value} -DestinationUserId 9 -Confirm:$false", reason);

    [Theory]
    [InlineData("'42'", "'42'")]
    [InlineData("' 42 '", "42")]
    [InlineData("42", "\" 42`t\"")]
    [InlineData("a", "a")]
    public void The_same_user_cannot_be_source_and_destination(string source, string destination) =>
        AssertRefused($"New-KooDriveTask -SourceUserId {source} -DestinationUserId {destination} -Confirm:$false", "are the same");

    [Theory]
    [InlineData("1395497048157130881", "1395497048157130881")]
    [InlineData("([decimal]1395497048157130881)", "1395497048157130881")]
    [InlineData("([bigint]1395497048157130881)", "1395497048157130881")]
    [InlineData("' 1395497048157130881 '", "1395497048157130881")]
    [InlineData("\"`t1395497048157130881`n\"", "1395497048157130881")]
    [InlineData("0042", "0042")]
    [InlineData("abc-1_2.x", "abc-1_2.x")]
    public void A_valid_id_is_sent_without_spaces_around_it(string value, string sent)
    {
        Connect();
        Shell.Run($"New-KooDriveTask -SourceUserId {value} -DestinationUserId 9 -Confirm:$false").Clean();
        Assert.Equal(
            $$"""{"taskType":0,"srcUserId":"{{sent}}","dstUserId":"9"}""", System.Text.Encoding.UTF8.GetString(Service.Requests[0].Body));
    }

    [Fact]
    public void The_user_id_of_a_session_has_no_spaces_around_it()
    {
        Shell.Run(ConnectApp().Replace($"-UserId {UserId}", $"-UserId ' {UserId} '", StringComparison.Ordinal)).Clean();
        Shell.Run("Get-KooDriveTask -First 1").Clean();
        Assert.Equal(UserId, Service.Requests[0].Header("X-User-Id"));
    }

    [Fact]
    public void A_task_id_that_a_spreadsheet_has_rounded_is_refused()
    {
        Connect();
        var error = Shell.Run(
            "[pscustomobject]@{ TaskId = '1.5340870209037E+18' }, [pscustomobject]@{ TaskId = 1.5E18 } | Wait-KooDriveTask").Errors;
        Assert.Equal(2, error.Count);
        Assert.All(error, one => Assert.Contains(FloatingPoint, one.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void An_invalid_row_is_one_error_with_that_row_and_stops_no_other()
    {
        Connect();
        var result = Shell.Run("""
            function Row($From, $To) { [pscustomobject]@{ SourceUserId = $From; DestinationUserId = $To; Remark = 'x' } }
            $rows = (Row 1 9), (Row '1.39549704815713E+18' 9), (Row 3 3), (Row '' 9), (Row 2 9), (Row ' 1 ' 8),
                ([pscustomobject]@{ Remark = 'x' }), (Row 4 9)
            $rows | New-KooDriveTask -Confirm:$false
            """);
        Assert.Null(result.Terminating);
        Assert.Equal(["1", "2", "4"], Sources(result));
        object[] rows = (object[])Shell["rows"]!;
        Assert.Equal([rows[1], rows[2], rows[3], rows[5], rows[6]], result.Errors.Select(error => error.TargetObject));
        string[] reasons = [FloatingPoint, "are the same", "empty", "is already the source user"];
        Assert.All(
            result.Errors.Zip(reasons), pair => Assert.Contains(pair.Second, pair.First.Exception.Message, StringComparison.Ordinal));
        Assert.All(result.Errors.Take(4), error => Assert.Equal(Invalid, error.FullyQualifiedErrorId));
        Assert.Equal(3, Service.RequestCount);
    }

    [Theory]
    [InlineData("SourceUserId = $null; DestinationUserId = 9", "SourceUserId: The id is empty.")]
    [InlineData("SourceUserId = ''; DestinationUserId = 9", "SourceUserId: The id is empty.")]
    [InlineData("SourceUserId = ' '; DestinationUserId = 9", "SourceUserId: The id is empty.")]
    [InlineData("SourceUserId = 1; DestinationUserId = ''", "DestinationUserId: The id is empty.")]
    [InlineData("SourceUserId = 1.5; DestinationUserId = 9", "SourceUserId: '1.5' is a floating-point number")]
    [InlineData("SourceUserId = 1; DestinationUserId = 1.5E18", "DestinationUserId: ")]
    [InlineData("SourceUserId = 1, 2; DestinationUserId = 9", "SourceUserId: The value is a list")]
    [InlineData(
        "SourceUserId = [datetime]::Now; DestinationUserId = 9", "SourceUserId: An id must be text or a whole number, not DateTime")]
    [InlineData("ResultId = ''; OrganizationId = 1; OrganizationUserId = 2", "ResultId: The id is empty.")]
    [InlineData("ResultId = 1; OrganizationId = ''; OrganizationUserId = 2", "OrganizationId: The id is empty.")]
    [InlineData("ResultId = 1; OrganizationId = 1; OrganizationUserId = -2", "OrganizationUserId: '-2' is negative")]
    public void Every_fault_of_a_row_is_an_error_of_the_command_that_names_the_column(string row, string reason)
    {
        Connect();
        var result = Shell.Run($"$row = [pscustomobject]@{{ {row} }}; $row | New-KooDriveTask -Confirm:$false");
        Assert.Empty(result.Output);
        var error = result.Error();
        Assert.Equal((Invalid, Shell["row"]), (error.FullyQualifiedErrorId, error.TargetObject));
        Assert.StartsWith(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void A_row_without_a_column_is_one_error_that_names_it()
    {
        Connect();
        var error = Shell.Run("[pscustomobject]@{ SourceUserId = 1; Destination = 9 } | New-KooDriveTask -Confirm:$false").Error();
        Assert.Contains("DestinationUserId", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void WhatIf_reports_the_same_faults()
    {
        Connect();
        var result = Shell.Run("""
            1, 2, 1 | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 9 } } | New-KooDriveTask -WhatIf
            """);
        Assert.Contains("is already the source user", result.Error().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData(403, 2)]
    [InlineData(0, 1)]
    public void A_source_may_be_repeated_after_a_refusal_but_not_after_OutcomeUnknown(int status, int requests)
    {
        Service.Script = Scripts.On(ApiCall.CreateTask, 1, status == 0 ? Behavior.ResetAfterHandling : Behavior.Status(status));
        Connect();
        var result = Shell.Run("""
            1, 1 | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 9 } } | New-KooDriveTask -Confirm:$false
            """);
        Assert.Equal(2 - requests + 1, result.Errors.Count);
        Assert.Equal(requests, Service.RequestCount);
    }

    [Fact]
    public void The_created_task_has_source_and_destination()
    {
        Connect();
        Assert.Equal(
            """{"srcUserId":"1","dstUserId":"9"}""",
            Shell.Run("New-KooDriveTask -SourceUserId 1 -DestinationUserId 9 -Confirm:$false").Single<TaskInfo>().InitParams);
        var import = Shell.Run("New-KooDriveTask -ResultId r -OrganizationId o -OrganizationUserId \"u'`\"中\" -Confirm:$false")
            .Single<TaskInfo>();
        Assert.Null(import.TaskName);
        Shell["json"] = import.InitParams;
        Assert.Equal(
            "r o u'\"中",
            Shell.Run("$x = [System.Text.Json.Nodes.JsonNode]::Parse($json); \"$($x['resultId']) $($x['orgId']) $($x['orgUserId'])\"")
                .Single<string>());
    }

    [Theory]
    [Trait("Acceptance", "19")]
    [InlineData("New-KooDriveTask -SourceUserId 1 -DestinationUserId 9", "data of user 1 to user 9")]
    [InlineData("New-KooDriveTask -ResultId 7 -OrganizationId 8 -OrganizationUserId 9", "list 7 into organization 8")]
    public void The_confirmation_names_endpoint_and_connected_user(string script, string what)
    {
        Connect();
        string line = Assert.Single(Shell.Run(script + " -Confirm:$false -Verbose").Clean().Verbose);
        AssertConfirms(line, what);
    }

    private string[] Sources(RunResult result)
    {
        Assert.Equal(result.Tasks.Count, Service.RequestCount);
        return [.. result.Tasks.Select(task =>
            System.Text.Json.JsonDocument.Parse(task.InitParams!).RootElement.GetProperty("srcUserId").GetString()!)];
    }

    private void AssertRefused(string script, string reason)
    {
        Connect();
        var error = Shell.Run(script).Failure();
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }
}
