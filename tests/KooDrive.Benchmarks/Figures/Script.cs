using System;
using KooDrive.Benchmarks.Engine;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The measured statements.</summary>
internal static class Script
{
    public const string UserId = "1505084218764547200";

    public const string ListAll = "Get-KooDriveTask -All | Out-Null";

    /// <summary>The function that <see cref="RestMethodLoop"/> defines.</summary>
    public const string RestMethodList = "Get-Task";

    public static string Import(string module) => $"Import-Module '{module}'";

    /// <summary>Token authentication, as in the floors.</summary>
    public static string Connect(Uri address) => $"Connect-KooDrive -Endpoint {address} -AccessToken token -UserId {UserId}";

    /// <summary>The beginning of every script that uses the module in a new process.</summary>
    public static string ImportAndConnect(Uri address) => $"{Import(ModulePaths.KooDrive)}; {Connect(address)}";

    public static string BareListAll(Uri address) => $"Get-BareTask -Endpoint {address} | Out-Null";

    public static string RawListAll(Uri address) => $"$null = [KooDrive.Benchmarks.RawLoop]::List('{address}')";

    /// <summary>Defines a function that lists all tasks with PowerShell's commands, without a module.</summary>
    public static string RestMethodLoop(Uri address) => $$"""
        $headers = @{ Authorization = 'Bearer+token'; 'X-User-Id' = '{{UserId}}'; 'X-Date' = '20240909T033325Z' }
        $address = '{{address}}koodrive/ose/v1/task/list?pageSize=100'
        function {{RestMethodList}} {
            $cursor = ''
            do {
                $page = Invoke-RestMethod -Uri ($address + $cursor) -Headers $headers -SkipHeaderValidation
                $page.taskListDtos
                $cursor = "&pageCursor=$($page.nextCursor)"
            } while ($page.nextCursor)
        }
        """;

    /// <summary>Writes the milliseconds until a pipeline has its first object.</summary>
    public static string TimeToFirst(string command) => $"{TimeToFirstValue(command)}; {FreshProcess.Write("$first")}";

    /// <summary>Sets <c>$first</c> to the milliseconds until a pipeline has its first object.</summary>
    public static string TimeToFirstValue(string command) =>
        $"$watch = [Diagnostics.Stopwatch]::StartNew(); $first = $null; {command} | "
        + "ForEach-Object { if ($null -eq $first) { $first = $watch.Elapsed.TotalMilliseconds } }";
}
