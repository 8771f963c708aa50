using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Loading the module, also together with other modules. Each test uses a new process.</summary>
public sealed class LoadingTests : IDisposable
{
    private const string Loaded = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }";
    private const string Count = "Connect-KooDrive -Sandbox -TaskCount 120; \"tasks $(@(Get-KooDriveTask -All).Count)\"";

    private readonly ClosedPort _closed = new();

    private string Failure =>
        $"Connect-KooDrive -Endpoint http://{_closed.Address} -AccessToken token -UserId 1 -MaximumRetrySeconds 1 "
        + "-WarningAction SilentlyContinue; Get-KooDriveTask -ErrorAction SilentlyContinue -ErrorVariable failure; "
        + "\"failed $($failure[0].FullyQualifiedErrorId.Split(',')[0])\"";

    public void Dispose() => _closed.Dispose();

    [Fact]
    [Trait("Acceptance", "17")]
    public async Task The_cmdlets_are_found_before_import_and_load_the_module_by_their_names()
    {
        string[] lines = await Child.RunAsync($"""
            "before $(@(Get-Module KooDrive).Count)"
            "found $((Get-Command Get-KooDriveTask).Source)"
            {Count}
            "after $(@(Get-Module KooDrive).Count)"
            """);
        Assert.Equal(["before 0", "found KooDrive", "tasks 120", "after 1"], lines);
    }

    [Fact]
    [Trait("Acceptance", "17")]
    public async Task Import_loads_the_cmdlets_and_nothing_else()
    {
        string[] lines = await Child.RunAsync($"""
            $null = Get-Command Get-Module
            $before = {Loaded}
            Import-Module '{StagedModule.Manifest}'
            {Loaded} | Where-Object {"{ $_ -notin $before }"}
            """);
        Assert.Contains("KooDrive.PowerShell", lines);
        Assert.DoesNotContain(lines, name => name is "KooDrive.Client" or "KooDrive.Sandbox" or "System.Net.Http" or "System.Text.Json"
            || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            || name.StartsWith("Polly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Polly_is_loaded_by_the_first_failure()
    {
        string[] lines = await Child.RunAsync($"""
            {Count}
            ({Loaded}) -contains 'Polly.Core'
            {Failure}
            ({Loaded}) -contains 'Polly.Core'
            """);
        Assert.Equal(["tasks 120", "False", "failed ConnectionFailed", "True"], lines);
    }

    [Fact]
    [Trait("Acceptance", "17")]
    public async Task Import_adds_only_what_the_manifest_names_to_the_session()
    {
        string[] lines = await Child.RunAsync($$"""
            function Get-Everything {
                Get-Command * -ListImported | ForEach-Object { "$($_.CommandType) $($_.Name)" }
                $ExecutionContext.SessionState.InvokeProvider.ChildItem.Get('variable:', $false) | ForEach-Object { "Variable $($_.Name)" }
                $ExecutionContext.SessionState.Drive.GetAll() | ForEach-Object { "Drive $($_.Name)" }
            }
            $null = Get-Everything
            $before = $null; $after = $null; $module = $null
            $before = @(Get-Everything)
            $module = Import-Module '{{StagedModule.Manifest}}' -PassThru
            $after = @(Get-Everything)
            $after | Where-Object { $_ -notin $before }
            'exported'
            $module.ExportedCommands.Keys
            'manifest'
            (Test-ModuleManifest '{{StagedModule.Manifest}}').ExportedCommands.Keys
            """);
        var parts = string.Join('\n', lines).Split("\nexported\n").SelectMany(part => part.Split("\nmanifest\n"))
            .Select(part => part.Split('\n').Order().ToArray()).ToArray();
        Assert.Equal(parts[2].Select(name => "Cmdlet " + name), parts[0]);
        Assert.Equal(parts[2], parts[1]);
    }

    [Fact]
    [Trait("Acceptance", "17")]
    public async Task The_module_can_be_imported_in_every_way_and_again()
    {
        string[] imports =
        [
            "Import-Module KooDrive",
            "Import-Module KooDrive -Force",
            "Remove-Module KooDrive; Import-Module KooDrive",
            $"Import-Module '{StagedModule.Manifest}'",
            $"Import-Module '{StagedModule.Manifest}' -Force",
            $"Remove-Module KooDrive; Import-Module '{StagedModule.Manifest}'",
        ];
        string[] lines = await Child.RunAsync(
            string.Join('\n', imports.Select(import => $"{import}\n{Count}\n\"modules $(@(Get-Module KooDrive).Count)\"")));
        Assert.Equal(imports.SelectMany(_ => new[] { "tasks 120", "modules 1" }), lines);
    }

    [Fact]
    public async Task A_session_remains_after_a_new_import()
    {
        string[] lines = await Child.RunAsync("""
            Connect-KooDrive -Sandbox -TaskCount 33
            Import-Module KooDrive -Force
            "tasks $(@(Get-KooDriveTask -All).Count)"
            """);
        Assert.Equal(["tasks 33"], lines);
    }

    /// <summary>Pester tests the same in ForEach-Object -Parallel, jobs and classes, under a full pwsh.</summary>
    [Fact]
    [Trait("Acceptance", "32")]
    public async Task The_public_types_are_found_by_their_names_and_leave_no_accelerator()
    {
        string[] lines = await Child.RunAsync("""
            $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
            $before = $accelerators::Get.Count
            Import-Module KooDrive
            Connect-KooDrive -Sandbox
            function Test-Task {
                param([KooDrive.TaskInfo] $Task)
                "$($Task -is [KooDrive.TaskInfo]) $(@{ [KooDrive.TaskStatus]::New = 'new' }[$Task.Status])"
            }
            Test-Task (Get-KooDriveTask -Status New -First 1)
            try { Get-KooDriveTask -TaskId 4711 -ErrorAction Stop } catch [KooDrive.KooDriveException] { "$($_.Exception.Kind)" }
            $accelerators::Get.Count - $before
            Remove-Module KooDrive
            $accelerators::Get.Count - $before
            """);
        Assert.Equal(["True new", "TaskNotFound", "0", "0"], lines);
    }

    /// <summary>Command discovery reads the manifest in each of them at the same time.</summary>
    [Fact]
    [Trait("Acceptance", "13")]
    public async Task Sixteen_runspaces_find_the_commands_at_the_same_time()
    {
        string[] lines = await Child.RunAsync("""
            $shells = foreach ($i in 1..16) {
                $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
                $null = $shell.AddScript("Connect-KooDrive -Sandbox -TaskCount $i; @(Get-KooDriveTask -All).Count")
                [pscustomobject]@{ Shell = $shell; Result = $shell.BeginInvoke() }
            }
            foreach ($s in $shells) { "$($s.Shell.EndInvoke($s.Result)) $($s.Shell.Streams.Error)"; $s.Shell.Dispose() }
            """);
        Assert.Equal(Enumerable.Range(1, 16).Select(count => $"{count} "), lines);
    }

    [Theory]
    [Trait("Acceptance", "12")]
    [InlineData("0.0.0.1", "theirs first")]
    [InlineData("0.0.0.1", "ours first")]
    [InlineData("99.0.0.0", "theirs first")]
    [InlineData("99.0.0.0", "ours first")]
    public async Task Assemblies_of_another_module_with_the_same_names_do_not_conflict(string version, string order)
    {
        string[] names =
            [.. Directory.GetFiles(StagedModule.Dependencies("Core")).Select(file => Path.GetFileNameWithoutExtension(file)).Order()];
        using var decoy = new Decoy(Version.Parse(version), names);
        string theirs = $"Import-Module '{decoy.Manifest}'; \"decoy $(Get-Decoy)\"";
        string ours = $"Import-Module KooDrive; {Count}; {Failure}";
        string[] ourLines = ["tasks 120", "failed ConnectionFailed"];
        string theirLine = "decoy " + string.Join(' ', names.Select(_ => version));
        string[] lines = await Child.RunAsync(
            order == "theirs first" ? $"{theirs}\n{ours}\n\"decoy $(Get-Decoy)\"" : $"{ours}\n{theirs}\n{Count}; {Failure}");
        Assert.Equal(order == "theirs first" ? [theirLine, .. ourLines, theirLine] : [.. ourLines, theirLine, .. ourLines], lines);
    }
}
