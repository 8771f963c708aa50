using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>Several runs of docs/examples/nightly-report.ps1, with replacements for commands that the engine does not have.</summary>
[Collection(ProcessWide.Name)]
public sealed class NightlyReportTests : ServiceTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("koodrive-");
    private readonly List<IDisposable> _variables = [];

    private string Report => Path.Combine(_folder.FullName, "failed.csv");

    private string Cursor => Report + ".cursor";

    /// <summary>The ids in the report, in the order in which they were added.</summary>
    private string[] Reported => File.Exists(Report) ? [.. File.ReadLines(Report).Skip(1).Select(line => line.Split('"')[1])] : [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var (name, value) in (IEnumerable<(string, string)>)[
            ("KOODRIVE_APP_ID", AppId), ("KOODRIVE_APP_SECRET", AppSecret),
            ("KOODRIVE_USER_ID", UserId), ("KOODRIVE_ENDPOINT", Service.Endpoint.AbsoluteUri),
            ("PSModulePath", Path.GetDirectoryName(StagedModule.Folder)!)])
        {
            _variables.Add(ProcessWide.SetVariable(name, value));
        }

        Shell.Run($$"""
            . '{{Path.Combine(Repository.Root, "tests", "Examples", "CommandStubs.ps1")}}'
            $PSDefaultParameterValues = @{}
            $ErrorActionPreference = 'Continue'
            """).Clean();
    }

    public override async ValueTask DisposeAsync()
    {
        _variables.ForEach(variable => variable.Dispose());
        _folder.Delete(recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public void A_night_without_failures_adds_new_tasks()
    {
        for (int failed = 0; failed <= 20; failed += 5)
        {
            // The newest are first.
            Service.Pages = PagesOf(Enumerable.Range(0, failed).Reverse());
            var night = Run();
            Assert.Empty(night.Errors);
            AssertComplete(night, added: failed == 0 ? 0 : 5);
            Assert.Equal(failed, Reported.Length);
        }

        AssertComplete(Run(), added: 0);
        AssertReported(20);
    }

    [Fact]
    public void A_night_that_fails_is_completed_by_the_next()
    {
        Service.Pages = PagesOf(Enumerable.Range(0, 12));
        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.Status(403));
        var broken = Run();
        AssertNotComplete(broken, "AccessDenied", added: 5);
        Assert.Equal(Service.Requests[1].Cursor, File.ReadAllText(Cursor));

        // The rest, and then all tasks again: two have failed since.
        Service.Pages = PagesOf([13, 12], Enumerable.Range(0, 12));
        Service.Script = null;
        var next = Run();
        Assert.Empty(next.Errors);
        AssertComplete(next, added: 9);
        AssertReported(14);
        Assert.False(File.Exists(Cursor));
    }

    [Fact]
    public void A_refused_cursor_is_reported_and_removed()
    {
        Service.Pages = PagesOf(Enumerable.Range(0, 12));
        File.WriteAllText(Cursor, "of-last-year");
        var night = Run();
        Assert.StartsWith("CursorRejected,", Assert.Single(night.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no longer accepts the cursor", Assert.Single(night.Warnings), StringComparison.Ordinal);
        AssertComplete(night, added: 12);
        AssertReported(12);
        Assert.False(File.Exists(Cursor));
        AssertComplete(Run(), added: 0);
    }

    [Fact]
    public void A_refused_cursor_in_a_night_that_fails_is_removed()
    {
        File.WriteAllText(Cursor, "of-last-year");
        Service.Pages = PagesOf(Enumerable.Range(0, 12));
        Service.Script = request => request.Cursor is null ? Behavior.Status(403) : null;
        AssertNotComplete(Run(), "AccessDenied", added: 0);
        Assert.False(File.Exists(Cursor));
    }

    [Theory]
    [InlineData("missing/failed.csv")]
    [InlineData(".")]
    public void A_report_that_cannot_be_written_is_not_complete(string path)
    {
        Service.Pages = PagesOf(Enumerable.Range(0, 12));
        var night = Run(Path.Combine(_folder.FullName, path));
        Assert.Contains(path == "." ? "denied" : "missing", night.Failure().Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(night.Output, output => output!.ToString().Contains("complete", StringComparison.Ordinal));
        Assert.Empty(_folder.GetFiles());
        Assert.StartsWith("NotConnected,", Shell.Run("Get-KooDriveSession").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_without_a_service_is_incomplete_and_changes_nothing()
    {
        Service.Pages = PagesOf(Enumerable.Range(0, 12));
        AssertComplete(Run(), added: 12);
        Service.Script = _ => Behavior.Status(401);
        AssertNotComplete(Run(), "AuthenticationFailed", added: 0);
        Service.Script = null;
        AssertComplete(Run(), added: 0);
        AssertReported(12);
    }

    // Pages of at most five; a cursor has the same position every night.
    private static PagePlan PagesOf(params IEnumerable<int>[] parts)
    {
        TaskInfo[][] pages = [.. parts.SelectMany(numbers => numbers.Select(PagePlan.TaskOf).Chunk(5)), []];
        return new PagePlan(
            [.. pages.Select((tasks, index) => new ScriptedPage(tasks, tasks.Length > 0 ? $"after-{tasks[^1].TaskId}" : null))]);
    }

    private RunResult Run(string? path = null) =>
        Shell.Run($"& '{Path.Combine(Repository.Root, "docs", "examples", "nightly-report.ps1")}' -Path '{path ?? Report}'");

    private void AssertComplete(RunResult night, int added)
    {
        Assert.Null(night.Terminating);
        Assert.Equal($"The report is complete: {Report}. New: {added}.", Assert.Single(night.Output)!.ToString());
    }

    private void AssertNotComplete(RunResult night, string errorId, int added)
    {
        Assert.Contains(night.Errors, error => error.FullyQualifiedErrorId.StartsWith(errorId + ",", StringComparison.Ordinal));
        Assert.StartsWith(
            $"The report is not complete: {Report}. New: {added}.", Assert.Single(night.Output)!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Shell["LASTEXITCODE"]);
    }

    private void AssertReported(int count) =>
        Assert.Equal(Enumerable.Range(0, count).Select(number => PagePlan.TaskOf(number).TaskId).Order(), Reported.Order());
}
