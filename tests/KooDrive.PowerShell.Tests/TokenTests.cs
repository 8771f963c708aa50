using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>A token that expires during a listing, and its renewal.</summary>
public sealed class TokenTests : ServiceTests
{
    private const string Provider =
        "-AccessTokenProvider { $global:calls++; $global:thread = [Threading.Thread]::CurrentThread.ManagedThreadId; '"
        + NextUserToken + "' }";
    private const string ListAll = "Get-KooDriveTask -All -PageSize 10";

    private string?[] AllIds => [.. Service.Engine.Tasks.Select(task => task.TaskId)];

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData("-SessionId " + SessionId)]
    [InlineData(Provider)]
    [InlineData("-SessionId wrong " + Provider)]
    public void A_new_token_is_fetched_and_the_page_requested_again(string renewal)
    {
        ExpireTokenAtPage(7);
        Shell.Run(ConnectToken(renewal)).Clean();
        var result = Shell.Run(ListAll).Clean();
        Assert.Equal(AllIds, result.Ids);

        // A page that is fetched ahead does not call the provider: it tries a refresh, which is tried again when the page is needed.
        bool hasProvider = renewal.Contains("Provider", StringComparison.Ordinal);
        Assert.Equal(
            !renewal.Contains("-SessionId", StringComparison.Ordinal) ? 0 : hasProvider ? 2 : 1, Service.CountOf(ApiCall.RefreshSession));
        if (hasProvider)
            Assert.Equal(1, Shell["calls"]);

        string?[] cursors = [.. Service.Requests.Where(request => request.Call == ApiCall.ListTasks).Select(request => request.Cursor)];
        Assert.Equal(25, cursors.Distinct().Count());
        string? repeated = Assert.Single(cursors.GroupBy(cursor => cursor), group => group.Count() > 1).Key;
        Assert.Equal(cursors.Distinct().ElementAt(6), repeated);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public void The_error_of_an_expired_token_without_renewal_has_the_cursor()
    {
        ExpireTokenAtPage(7);
        Shell.Run(ConnectToken()).Clean();
        var result = Shell.Run(ListAll + " -CursorVariable next");
        var error = result.Error();
        Assert.Equal("TokenExpired,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal(AllIds.Take(60), result.Ids);
        Assert.Equal(Shell["next"], Assert.IsType<KooDriveException>(error.Exception).Cursor);

        Connect();
        Assert.Equal(AllIds.Skip(60), Shell.Run(ListAll + " -Cursor $next").Clean().Ids);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public void The_provider_runs_on_the_pipeline_thread()
    {
        ExpireTokenAtPage(3);
        Shell.Run(ConnectToken(Provider)).Clean();
        var result = Shell.Run(ListAll + " | ForEach-Object { [Threading.Thread]::CurrentThread.ManagedThreadId }").Clean();
        Assert.Equal(250, result.Output.Count);
        Assert.All(result.Output, thread => Assert.Equal(Shell["thread"], thread!.BaseObject));
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public void The_provider_runs_in_the_callers_runspace_when_its_own_is_closed()
    {
        ExpireTokenAtPage(3);
        object? session;
        using (var home = new ModuleRunspace())
            session = home.Run(ConnectToken(Provider + " -PassThru")).Clean().Output[0];
        Shell["session"] = session;
        Assert.Equal(AllIds, Shell.Run(ListAll + " -Session $session").Clean().Ids);
        Assert.Equal(1, Shell["calls"]);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData(
        "{ $secure = [securestring]::new(); '" + NextUserToken
        + "'.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; $secure }")]
    [InlineData("{ $null; 'Bearer " + NextUserToken + "' }")]
    [InlineData("{ [System.Net.NetworkCredential]::new('', '" + NextUserToken + "').SecurePassword }")]
    public void The_provider_may_output_secure_or_plain_text(string provider)
    {
        ExpireTokenAtPage(1);
        Shell.Run(ConnectToken($"-AccessTokenProvider {provider}")).Clean();
        Assert.Equal(250, Shell.Run("Get-KooDriveTask -All").Clean().Tasks.Count);
        Assert.Equal(250, Shell.Run("Get-KooDriveTask -All").Clean().Tasks.Count);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData("{ throw 'the vault is shut' }", "the vault is shut")]
    [InlineData("{ }", "output no token")]
    [InlineData("{ $null }", "output no token")]
    [InlineData("{ 42 }", "output no token")]
    [InlineData("{ '' }", "")]
    [InlineData("{ '" + UserToken + "' }", "")]
    public void A_failed_provider_is_the_inner_exception(string provider, string cause)
    {
        ExpireTokenAtPage(2);
        Shell.Run(ConnectToken($"-AccessTokenProvider {provider}")).Clean();
        var result = Shell.Run(ListAll + " -CursorVariable next");
        var exception = Assert.IsType<KooDriveException>(result.Error().Exception);
        Assert.Equal(KooDriveErrorKind.TokenExpired, exception.Kind);
        Assert.Contains("-AccessTokenProvider", exception.Message, StringComparison.Ordinal);
        Assert.Contains(cause, exception.InnerException?.Message ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(10, result.Tasks.Count);
        Assert.Equal(exception.Cursor, Shell["next"]);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData(Provider)]
    [InlineData("-SessionId " + SessionId)]
    [InlineData("-SessionId " + SessionId + " " + Provider)]
    public async Task A_nested_listing_renews_an_expired_token(string renewal)
    {
        int requests = 0;
        Service.Script = request =>
            request.Call == ApiCall.ListTasks && request.Header("Authorization") == "Bearer+" + UserToken
                && Interlocked.Increment(ref requests) >= 20
                ? Behavior.Status(401) : null;
        Shell.Run(ConnectToken(renewal)).Clean();
        using var timeout = TestTimeout();
        using var running = Shell.Start(
            ListAll + " | ForEach-Object { $inner = Get-KooDriveTask -First 1; \"$($_.TaskId) $($inner.TaskId)\" }");
        var result = (await running.WaitAsync(timeout.Token)).Clean();
        string? first = AllIds[0];
        Assert.Equal(AllIds.Select(id => $"{id} {first}"), result.Output.Select(output => (string)output!.BaseObject));
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData("exit")]
    [InlineData("exit 3")]
    [InlineData("break")]
    [InlineData("continue")]
    public void A_provider_that_ends_without_a_token_is_reported(string statement)
    {
        ExpireTokenAtPage(2);
        Shell.Run(ConnectToken($"-AccessTokenProvider {{ {statement} }}")).Clean();
        var result = Shell.Run(ListAll + "; 'next'");
        var exception = Assert.IsType<KooDriveException>(result.Error().Exception);
        Assert.Contains("ended with exit, break or continue", exception.InnerException?.Message, StringComparison.Ordinal);
        Assert.Equal("next", result.Output[^1]!.BaseObject);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData("function Renew { $global:calls++; 'NEXT' }")]
    [InlineData("function Renew([string] $Value = 'NEXT') { $global:calls++; $Value }")]
    public void A_provider_that_is_a_function_runs_in_another_runspace(string function)
    {
        ExpireTokenAtPage(3);
        using var home = new ModuleRunspace();
        home.Run(function.Replace("NEXT", NextUserToken, StringComparison.Ordinal)).Clean();
        Shell["session"] = home.Run(ConnectToken("-AccessTokenProvider ${function:Renew} -PassThru")).Clean().Output[0];
        Assert.Equal(AllIds, Shell.Run(ListAll + " -Session $session").Clean().Ids);
        Assert.Equal(1, Shell["calls"]);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData("Get-KooDriveTask -All")]
    [InlineData("Wait-KooDriveTask 1, 2, 3, 4 -TimeoutSeconds 5")]
    [InlineData("1, 2, 3, 4 | Get-KooDriveTaskResult")]
    [InlineData("1, 2, 3, 4 | Get-KooDriveTask")]
    public void A_failed_provider_is_called_once_per_command(string command)
    {
        Service.Script = _ => Behavior.Status(401);
        Shell.Run(ConnectToken("-AccessTokenProvider { $global:calls++; throw 'no token available' }")).Clean();
        var result = Shell.Run(command);
        Assert.Null(result.Terminating);
        Assert.NotEmpty(result.Errors);
        Assert.All(
            result.Errors,
            error => Assert.Contains("no token available", error.Exception.InnerException?.Message, StringComparison.Ordinal));
        Assert.Equal(1, Shell["calls"]);
        Shell.Run(command);
        Assert.Equal(2, Shell["calls"]);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_provider_that_lists_itself_does_not_hang()
    {
        ExpireTokenAtPage(2);
        Shell.Run(ConnectToken("-AccessTokenProvider { $null = Get-KooDriveTask -First 1 -ErrorAction Stop; 'never' }")).Clean();
        using var timeout = TestTimeout();
        using var running = Shell.Start(ListAll);
        var result = await running.WaitAsync(timeout.Token);
        var exception = Assert.IsType<KooDriveException>(result.Error().Exception);
        Assert.Equal(KooDriveErrorKind.TokenExpired, exception.Kind);
        Assert.Contains("runs in the -AccessTokenProvider", exception.InnerException?.Message, StringComparison.Ordinal);
        Assert.Equal(10, result.Tasks.Count);
    }

    // From its page on, the first token is always refused.
    private void ExpireTokenAtPage(int page) => Service.Script = request =>
        request.Call == ApiCall.ListTasks && request.CallNumber >= page && request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(401, """{"code":"APIGW.0301","msg":"Incorrect IAM authentication information"}""", "application/json") : null;
}
