using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class ModuleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_module_is_imported_by_path_and_its_view_is_used_for_every_output()
    {
        using var folder = new ScriptFolder();
        string manifest = WriteModule(folder);
        string script = folder.Write("use.ps1", "param($Module) Import-Module $Module\nGet-Parcel 1\nGet-Parcel 22");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script, manifest], cancellationToken: Token);

        Assert.Equal("\nNo   Contents\n--   --------\n1    <Parcel 1>\n22   <Parcel 22>\n\n", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task A_module_on_the_path_is_loaded_by_the_name_of_its_command()
    {
        using var folder = new ScriptFolder();
        WriteModule(folder);
        var environment = new Dictionary<string, string?> { ["PSModulePath"] = folder.Path };

        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-Command", "(Get-Parcel 5).No"], environment, cancellationToken: Token);

        Assert.Equal("5\n", result.Output);
    }

    [Fact]
    public async Task The_host_has_no_assembly_of_the_module_or_of_its_dependencies()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-Command", "[AppContext]::BaseDirectory"], cancellationToken: Token);

        IEnumerable<string> names = Directory.EnumerateFiles(result.Output.TrimEnd(), "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path));
        Assert.Contains("PwshLite.dll", names);
        Assert.DoesNotContain(names, name => name.StartsWith("KooDrive", System.StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Polly", System.StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Microsoft.Extensions.", System.StringComparison.OrdinalIgnoreCase));
    }

    private static string WriteModule(ScriptFolder folder)
    {
        folder.Write(
            "Parcels/Parcels.psm1", "function Get-Parcel([int]$No) { [pscustomobject]@{ PSTypeName = 'Parcel'; No = $No; Weight = 2 } }");
        folder.Write("Parcels/Parcels.Format.ps1xml", """
            <Configuration><ViewDefinitions><View>
              <Name>Parcel</Name><ViewSelectedBy><TypeName>Parcel</TypeName></ViewSelectedBy>
              <TableControl>
                <TableHeaders>
                  <TableColumnHeader><Width>4</Width></TableColumnHeader>
                  <TableColumnHeader><Label>Contents</Label></TableColumnHeader>
                </TableHeaders>
                <TableRowEntries><TableRowEntry><TableColumnItems>
                  <TableColumnItem><PropertyName>No</PropertyName></TableColumnItem>
                  <TableColumnItem><ScriptBlock>"<Parcel $($_.No)>"</ScriptBlock></TableColumnItem>
                </TableColumnItems></TableRowEntry></TableRowEntries>
              </TableControl>
            </View></ViewDefinitions></Configuration>
            """.Replace("\"<Parcel $($_.No)>\"", "\"&lt;Parcel $($_.No)&gt;\"", System.StringComparison.Ordinal));
        return folder.Write("Parcels/Parcels.psd1", """
            @{
                ModuleVersion = '1.0'; RootModule = 'Parcels.psm1'; FunctionsToExport = 'Get-Parcel'
                FormatsToProcess = 'Parcels.Format.ps1xml'
            }
            """);
    }
}
