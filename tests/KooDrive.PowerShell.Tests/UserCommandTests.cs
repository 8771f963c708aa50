using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Get-KooDriveUser and Get-KooDriveTransferRecipient over HTTP.</summary>
public sealed class UserCommandTests : ServiceTests
{
    protected override SandboxOptions Options => TestService.Options(taskCount: 30, userCount: 250);

    [Fact]
    public void All_outputs_every_user_once_and_reports_how_it_ended()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveUser -All -Verbose").Clean();
        Assert.Equal(250, UsersIn(result).Select(user => user.UserId).Distinct().Count());
        Assert.Equal(["250 users in 3 pages. The listing is complete."], result.Verbose);
        Assert.Empty(result.Warnings);
        Assert.Equal(3, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "2")]
    public void An_incomplete_listing_warns_once_with_the_cursor_of_the_rest()
    {
        Connect();
        var first = Shell.Run("Get-KooDriveUser -CursorVariable next").Clean();
        string warning = Assert.Single(first.Warnings);
        Assert.Contains("100 users", warning, StringComparison.Ordinal);
        Assert.Contains($"-Cursor '{Shell["next"]}'", warning, StringComparison.Ordinal);
        Assert.Equal("offset=100", Shell["next"]);
        var rest = Shell.Run("Get-KooDriveUser -All -Cursor $next -CursorVariable next").Clean();
        Assert.Equal(250, UsersIn(first).Concat(UsersIn(rest)).Select(user => user.UserId).Distinct().Count());
        Assert.Null(Shell["next"]);
    }

    [Fact]
    [Trait("Acceptance", "6")]
    public void A_broken_listing_has_the_cursor_to_continue_from()
    {
        Service.Script = request => request.Query["offset"].Contains("200") ? Behavior.Status(403) : null;
        Connect();
        var broken = Shell.Run(
            "Get-KooDriveUser -All -CursorVariable next -ErrorAction SilentlyContinue -ErrorVariable failure; $failure[0]");
        var error = Assert.IsType<ErrorRecord>(broken.Output[^1]!.BaseObject);
        Assert.Equal(
            ("AccessDenied,KooDrive.PowerShell.Cmdlets.GetKooDriveUserCommand", "offset=200"),
            (error.FullyQualifiedErrorId, error.TargetObject));
        Assert.Contains("Items output before this error: 200.", error.ToString(), StringComparison.Ordinal);
        Service.Script = null;
        Assert.Equal(50, Shell.Run("Get-KooDriveUser -All -Cursor $next").Clean().Output.Count);
    }

    [Fact]
    [Trait("Acceptance", "14")]
    public void One_unknown_id_among_three_is_one_error_and_stops_no_other()
    {
        Connect();
        string[] ids = [.. UsersIn(Shell.Run("Get-KooDriveUser -First 2")).Select(user => user.UserId!)];
        var result = Shell.Run($"'{ids[1]}', 4711, '{ids[0]}' | Get-KooDriveUser");
        Assert.Equal([ids[1], ids[0]], UsersIn(result).Select(user => user.UserId));
        var error = result.Error();
        Assert.Equal("ServiceError,KooDrive.PowerShell.Cmdlets.GetKooDriveUserCommand", error.FullyQualifiedErrorId);
        Assert.Equal((ErrorCategory.ObjectNotFound, "4711"), (error.CategoryInfo.Category, error.TargetObject));
    }

    [Fact]
    public void Ids_are_taken_from_users_tasks_and_rows()
    {
        Connect();
        var result = Shell.Run("""
            $user = Get-KooDriveUser -First 1
            $task = Get-KooDriveTask -First 1
            $user, $task, [pscustomobject]@{ UserId = " $($user.UserId) " } | Get-KooDriveUser
            Get-KooDriveUser $user
            """).Clean();
        string id = ((KooDriveUser)((PSObject)Shell["user"]!).BaseObject).UserId!;
        string owner = ((TaskInfo)((PSObject)Shell["task"]!).BaseObject).UserId!;
        Assert.Equal([id, owner, id, id], UsersIn(result).Select(user => user.UserId));
    }

    [Theory]
    [Trait("Acceptance", "33")]
    [InlineData("1.5E+18")]
    [InlineData("([double]1395497048157130881)")]
    [InlineData("-1")]
    [InlineData("''")]
    [InlineData("([pscustomobject]@{ Name = 'x' })")]
    public void An_invalid_id_is_refused_without_a_request(string id)
    {
        Connect();
        Assert.NotNull(Shell.Run($"Get-KooDriveUser -UserId {id}").Failure());
        Assert.NotNull(Shell.Run($"Get-KooDriveTransferRecipient -SourceUserId {id}").Failure());
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void Filters_are_those_of_the_service()
    {
        Connect();
        var user = UsersIn(Shell.Run("Get-KooDriveUser -First 2"))[1];
        var result = Shell.Run($"Get-KooDriveUser -All -Keyword '{user.Name![..3]}' -DepartmentId {user.DepartmentId} -Direct").Clean();
        Assert.Contains(user.UserId, UsersIn(result).Select(found => found.UserId));
        Assert.All(UsersIn(result), found => Assert.Equal(user.DepartmentId, found.DepartmentId));
    }

    [Fact]
    public void The_table_and_the_text_of_a_user_omit_the_telephone_number()
    {
        var views = XDocument.Load(Path.Combine(StagedModule.Folder, "KooDrive.Format.ps1xml")).Descendants("View")
            .Where(view => view.Descendants("TypeName").Any(type => type.Value == typeof(KooDriveUser).FullName)).ToArray();
        Assert.Single(views);
        Assert.Equal(["UserId", "Name", "Role", "DepartmentName"], views[0].Descendants("PropertyName").Select(property => property.Value));
        Assert.Equal("1 n", new KooDriveUser { UserId = "1", Name = "n", Mobile = "+65 1" }.ToString());
    }

    [Fact]
    public void Recipients_are_found_for_users_and_for_created_tasks()
    {
        Connect();
        string[] ids = [.. UsersIn(Shell.Run("Get-KooDriveUser -First 3 -OutVariable users")).Select(user => user.UserId!)];
        Shell.Run($"New-KooDriveTask -SourceUserId {ids[1]} -DestinationUserId {ids[2]} -Confirm:$false").Clean();
        var result = Shell.Run("""
            $users[1] | Get-KooDriveTransferRecipient
            [pscustomobject]@{ UserId = 'other'; SourceUserId = $users[1].UserId } | Get-KooDriveTransferRecipient
            """).Clean();
        Assert.All(result.Output, output =>
        {
            var recipient = Assert.IsType<TransferRecipient>(output!.BaseObject);
            Assert.Equal((ids[1], ids[2]), (recipient.SourceUserId, recipient.UserId));
        });
        var error = Shell.Run("Get-KooDriveTransferRecipient 4711").Error();
        Assert.Equal("ServiceError,KooDrive.PowerShell.Cmdlets.GetKooDriveTransferRecipientCommand", error.FullyQualifiedErrorId);
        Assert.Equal((ErrorCategory.ObjectNotFound, "4711"), (error.CategoryInfo.Category, error.TargetObject));
    }

    [Theory]
    [InlineData("Get-KooDriveUser -UserId ")]
    [InlineData("Get-KooDriveTransferRecipient ")]
    [InlineData("New-KooDriveTask -SourceUserId ")]
    [InlineData("New-KooDriveTask -DestinationUserId ")]
    public void Returned_ids_are_completed_with_their_names(string input)
    {
        Connect();
        var users = UsersIn(Shell.Run("Get-KooDriveUser -First 20 -WarningAction SilentlyContinue"));
        int requests = Service.RequestCount;
        var matches = Complete(input);
        Assert.Equal(users.Select(user => user.UserId), matches.Select(match => match.CompletionText));
        Assert.Equal($"{users[3].Name} ({users[3].DepartmentName})", matches[3].ToolTip);
        Assert.Equal(requests, Service.RequestCount);
    }

    [Fact]
    public void The_completed_cursor_is_that_of_the_command()
    {
        Connect();
        Shell.Run("Get-KooDriveUser -First 7; Get-KooDriveTask -First 5").Clean();
        Assert.Equal("'offset=7'", Assert.Single(Complete("Get-KooDriveUser -Cursor ")).CompletionText);
    }

    private List<CompletionResult> Complete(string input)
    {
        using var shell = PowerShellInstance.Create(Shell.Runspace);
        return [.. CommandCompletion.CompleteInput(input, input.Length, options: null, shell).CompletionMatches];
    }

    private static List<KooDriveUser> UsersIn(RunResult result) =>
        [.. result.Output.Select(output => Assert.IsType<KooDriveUser>(output!.BaseObject))];
}
