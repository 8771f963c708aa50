using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Tests;

/// <summary>The parameters of Connect-KooDrive. Some of these tests set environment variables.</summary>
[Collection(ProcessWide.Name)]
public sealed class ConnectTests : ServiceTests
{
    private static readonly string[] Variables =
    [
        "KOODRIVE_APP_ID", "KOODRIVE_APP_SECRET", "KOODRIVE_ACCESS_TOKEN", "KOODRIVE_USER_ID", "KOODRIVE_ENDPOINT", "KOODRIVE_SESSION_ID",
    ];

    private readonly List<IDisposable> _undo = [];

    public override async ValueTask InitializeAsync()
    {
        foreach (string name in Variables)
            _undo.Add(ProcessWide.SetVariable(name, null));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var undo in Enumerable.Reverse(_undo))
            undo.Dispose();
    }

    [Theory]
    [InlineData("-Endpoint http://koodrive.example.com", "https://")]
    [InlineData("-Endpoint https://koodrive.example.com/path", "only scheme, host and port")]
    [InlineData("-Endpoint https://koodrive.example.com/?a=b", "only scheme, host and port")]
    [InlineData("-Endpoint https://user:pass@koodrive.example.com", "user name or password")]
    [InlineData("-Endpoint https://S3cret/pw@koodrive.example.com", "user name or password")]
    [InlineData("-Endpoint https://koodrive.example.com//", "only scheme, host and port")]
    [InlineData("-Endpoint koodrive.example.com", "must be an address")]
    [InlineData("-Endpoint ftp://koodrive.example.com", "must be an address")]
    [InlineData("-Endpoint koodrive.example.com:443", "must be an address")]
    [InlineData("-NoProxy -Proxy http://localhost:1", "cannot be combined")]
    [InlineData("-Proxy proxy.example.com:8080", "such as http://proxy.example.com:8080.")]
    [InlineData("-Proxy /proxy", "must begin with http://")]
    [InlineData("-Proxy ftp://joe:secret@proxy.example.com:2121", "The address ftp://proxy.example.com:2121 does not.")]
    [InlineData("-Proxy proxy.example.com:8080", "must begin with http://")]
    public void An_invalid_address_is_refused(string parameters, string text)
    {
        var error = Shell.Run($"Connect-KooDrive -AccessToken t -UserId u {parameters}").Failure();
        Assert.Equal("InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error + error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveSessionCommand",
            Shell.Run("Get-KooDriveSession").Error().FullyQualifiedErrorId);
    }

    [Theory]
    [Trait("Acceptance", "11")]
    [InlineData("Proxy", "http://admin:S3cret/pw@proxy:8080")]
    [InlineData("Proxy", "http://admin:S3cret#pw@proxy:8080")]
    [InlineData("Proxy", "http://admin:12/S3cret@proxy:8080")]
    [InlineData("Endpoint", "https://admin:S3cret/pw@koodrive.example.com")]
    public void An_invalid_address_with_a_password_is_not_shown(string parameter, string address)
    {
        Shell["address"] = address;
        var error = Shell.Run($"Connect-KooDrive -AccessToken t -UserId u -{parameter} $address").Failure();
        Assert.Contains("%2F", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error + error.Exception.ToString() + error.TargetObject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_that_ends_the_command_keeps_the_session()
    {
        Shell.Run("Connect-KooDrive -Sandbox -TaskCount 7").Clean();
        Assert.NotNull(Shell.Run(ConnectApp("-SkipCertificateCheck -WarningAction Stop")).Terminating);
        Assert.Equal(7, Shell.Run("Get-KooDriveTask").Clean().Tasks.Count);
    }

    [Fact]
    public void The_target_of_a_failed_check_is_the_endpoint_of_the_environment()
    {
        _undo.Add(ProcessWide.SetVariable("KOODRIVE_ENDPOINT", Service.Endpoint.ToString()));
        var error = Shell.Run($"Connect-KooDrive -AppId {AppId} -AppSecret wrong -UserId {UserId} -NoProxy -Verify").Failure();
        Assert.Equal(Service.Endpoint.AbsoluteUri, error.TargetObject);
    }

    [Theory]
    [InlineData("-AppId 'a\u00E9' -AppSecret x", "-AppId, -AppSecret: The app id ")]
    [InlineData("-AppId a -AppSecret ''", "-AppId, -AppSecret: The app secret is empty.")]
    [InlineData("-AccessToken ' '", "-AccessToken: The access token is empty.")]
    public void An_invalid_credential_is_named_by_its_parameter(string parameters, string text)
    {
        string message = Shell.Run($"Connect-KooDrive -UserId 1 {parameters}").Failure().Exception.Message;
        Assert.StartsWith(text, message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://koodrive.example.com")]
    [InlineData("https://koodrive.example.com:8443/")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://[::1]:5000")]
    public void A_valid_address_is_accepted(string endpoint) =>
        Assert.Equal(
            new Uri(endpoint),
            Shell.Run($"(Connect-KooDrive -AccessToken t -UserId u -Endpoint {endpoint} -PassThru).Endpoint").Single<Uri>());

    [Theory]
    [InlineData("-AccessToken t -UserId u -ConnectionTimeoutSeconds 0")]
    [InlineData("-AccessToken t -UserId u -OperationTimeoutSeconds 0")]
    [InlineData("-AccessToken t -UserId u -MaximumRetrySeconds -1")]
    [InlineData("-AccessToken t -UserId u -Language 'en_US; DROP'")]
    [InlineData("-AccessToken t -UserId ''")]
    [InlineData("-Sandbox -TaskCount -1")]
    [InlineData("-AccessToken t -AppId a -AppSecret b")]
    public void A_value_out_of_range_is_refused_by_the_binder(string parameters) =>
        Assert.IsType<ParameterBindingException>(Shell.Run($"Connect-KooDrive {parameters}").Failure().Exception, exactMatch: false);

    [Theory]
    [InlineData("-AccessToken ''")]
    [InlineData("-AccessToken '  '")]
    [InlineData("-AppId app -AppSecret ''")]
    [InlineData("-AccessToken \"a`nb\"")]
    [InlineData("-AccessToken token -SessionId \"a`r`nb\"")]
    public void An_invalid_secret_is_refused(string parameters) =>
        Assert.Equal(
            "InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand",
            Shell.Run($"Connect-KooDrive {parameters} -UserId u").Failure().FullyQualifiedErrorId);

    [Fact]
    public void The_error_without_credentials_names_both_ways()
    {
        var error = Shell.Run("Connect-KooDrive").Failure();
        Assert.Equal("InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand", error.FullyQualifiedErrorId);
        string[] ways = ["-AppCredential", "-AccessToken", "KOODRIVE_APP_ID", "KOODRIVE_APP_SECRET", "KOODRIVE_ACCESS_TOKEN", "-UserId"];
        foreach (string way in ways)
            Assert.Contains(way, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "KOODRIVE_USER_ID", Shell.Run("Connect-KooDrive -AccessToken t").Failure().Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AccessToken token-1")]
    [InlineData("-AccessToken 'Bearer token-1'")]
    [InlineData("-AccessToken Bearer+token-1")]
    [InlineData("-AccessToken $secureToken")]
    [InlineData("-AccessToken (&{ $secureToken })")]
    [InlineData("-AppId app-1 -AppSecret s3cr3t")]
    [InlineData("-AppId app-1 -AppSecret $secureSecret")]
    [InlineData("-AppCredential $appCredential")]
    public void Every_form_of_credentials_is_accepted(string parameters)
    {
        Shell["secureToken"] = UserToken.Secure();
        Shell["secureSecret"] = AppSecret.Secure();
        Shell["appCredential"] = new PSCredential(AppId, AppSecret.Secure());
        Shell.Run($"Connect-KooDrive {parameters} -UserId {UserId} -Endpoint {Service.Endpoint} -NoProxy").Clean();
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
        Assert.Equal(UserId, Service.Requests[0].Header("X-User-Id"));
    }

    [Theory]
    [InlineData("KOODRIVE_APP_ID=app-1 KOODRIVE_APP_SECRET=s3cr3t", "App")]
    [InlineData("KOODRIVE_ACCESS_TOKEN=token-1", "Token")]
    [InlineData("KOODRIVE_ACCESS_TOKEN=token-1 KOODRIVE_SESSION_ID=session-1", "Token")]
    [InlineData("KOODRIVE_APP_ID=app-1 KOODRIVE_APP_SECRET=s3cr3t KOODRIVE_ACCESS_TOKEN=token-1", "App")]
    [InlineData("KOODRIVE_APP_ID=app-1 KOODRIVE_ACCESS_TOKEN=token-1", "Token")]
    public void Credentials_of_the_environment_are_accepted(string variables, string type)
    {
        foreach (string[] pair in variables.Split(' ').Select(variable => variable.Split('=')))
            _undo.Add(ProcessWide.SetVariable(pair[0], pair[1]));
        _undo.Add(ProcessWide.SetVariable("KOODRIVE_USER_ID", UserId));
        _undo.Add(ProcessWide.SetVariable("KOODRIVE_ENDPOINT", Service.Endpoint.ToString()));
        Shell.Run("Connect-KooDrive -NoProxy").Clean();
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
        Assert.Equal(type, Shell.Run("(Get-KooDriveSession).AuthenticationType").Single<string>());
        Assert.Equal("other", Shell.Run("(Connect-KooDrive -NoProxy -UserId other -PassThru).UserId").Single<string>());
    }

    [Theory]
    [InlineData("KOODRIVE_APP_ID=app-1", "KOODRIVE_APP_ID is set, but KOODRIVE_APP_SECRET is not")]
    [InlineData("KOODRIVE_APP_SECRET=s3cr3t", "KOODRIVE_APP_SECRET is set, but KOODRIVE_APP_ID is not")]
    [InlineData(
        "KOODRIVE_ACCESS_TOKEN=t KOODRIVE_USER_ID=1 KOODRIVE_ENDPOINT=http://koodrive.example.com", "KOODRIVE_ENDPOINT must use https://")]
    [InlineData("KOODRIVE_ACCESS_TOKEN=t KOODRIVE_USER_ID=1 KOODRIVE_ENDPOINT=koodrive", "KOODRIVE_ENDPOINT must be an address")]
    [InlineData("KOODRIVE_ACCESS_TOKEN=t KOODRIVE_USER_ID=1.5E+18", "KOODRIVE_USER_ID: '1.5E+18' is a floating-point number")]
    public void A_missing_or_invalid_environment_variable_is_named(string variables, string text)
    {
        foreach (string[] pair in variables.Split(' ').Select(variable => variable.Split('=')))
            _undo.Add(ProcessWide.SetVariable(pair[0], pair[1]));
        Assert.Contains(text, Shell.Run("Connect-KooDrive").Failure().Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "-AccessToken token -UserId 42 -Endpoint https://koodrive.example.com -NoProxy",
        "Credentials: access token (-AccessToken). User: 42 (-UserId). Endpoint: https://koodrive.example.com (-Endpoint). "
        + "Proxy: none (-NoProxy).")]
    [InlineData(
        "-AppId app -AppSecret s3cr3t -UserId 42 -Proxy http://joe:s3cr3t@localhost:1",
        "Credentials: app id and app secret (-AppId, -AppSecret). User: 42 (-UserId). "
        + "Endpoint: https://intl.myhuaweicloud-koodrive.com (default). Proxy: http://localhost:1 (-Proxy).")]
    [InlineData(
        "-Sandbox -NoProxy",
        "Credentials: app id and app secret (-Sandbox). User: 1505084218764547200 (-Sandbox). "
        + "Endpoint: https://sandbox.invalid (-Sandbox). Proxy: none (-NoProxy).")]
    [InlineData(
        "-NoProxy",
        "Credentials: access token (KOODRIVE_ACCESS_TOKEN). User: 7 (KOODRIVE_USER_ID). "
        + "Endpoint: https://cn.example.com (KOODRIVE_ENDPOINT). Proxy: none (-NoProxy).")]
    public void Verbose_names_the_settings_and_their_sources(string parameters, string line)
    {
        if (parameters == "-NoProxy")
        {
            _undo.Add(ProcessWide.SetVariable("KOODRIVE_ACCESS_TOKEN", "token"));
            _undo.Add(ProcessWide.SetVariable("KOODRIVE_USER_ID", "7"));
            _undo.Add(ProcessWide.SetVariable("KOODRIVE_ENDPOINT", "https://cn.example.com"));
        }

        Assert.Equal([line], Shell.Run($"Connect-KooDrive {parameters} -Verbose").Clean().Verbose);
        Assert.Equal(
            [line],
            Shell.Run($"$VerbosePreference = 'Continue'; Connect-KooDrive {parameters}; $VerbosePreference = 'SilentlyContinue'")
                .Clean().Verbose);
        Assert.Empty(Shell.Run($"Connect-KooDrive {parameters}").Clean().Verbose);
    }

    [Fact]
    public void Verify_checks_the_credentials_with_one_request()
    {
        Connect("-Verify");
        Assert.Equal(1, Service.RequestCount);
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
    }

    [Theory]
    [InlineData("-AppSecret wrong -Verify", "AuthenticationFailed,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand")]
    [InlineData("-AppSecret s3cr3t -Proxy ftp://localhost", "InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand")]
    public void A_failed_attempt_keeps_the_session_and_reports_that(string parameters, string id)
    {
        Shell.Run("Connect-KooDrive -Sandbox -TaskCount 7").Clean();
        string noProxy = parameters.Contains("-Proxy", StringComparison.Ordinal) ? "" : "-NoProxy";
        var result = Shell.Run($"Connect-KooDrive -AppId {AppId} -UserId {UserId} -Endpoint {Service.Endpoint} {noProxy} {parameters}");
        Assert.Equal(id, result.Failure().FullyQualifiedErrorId);
        Assert.EndsWith(
            Environment.NewLine + "The current session is unchanged: user 1505084218764547200, endpoint https://sandbox.invalid.",
            result.Failure().ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Items output", result.Failure().ToString(), StringComparison.Ordinal);
        Assert.Equal(7, Shell.Run("Get-KooDriveTask").Clean().Tasks.Count);

        using var other = new ModuleRunspace();
        var failure = other.Run($"Connect-KooDrive -AppId {AppId} -UserId {UserId} -Endpoint {Service.Endpoint} {noProxy} {parameters}")
            .Failure();
        Assert.DoesNotContain("current session", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://koodrive.example.com")]
    [InlineData("nonsense")]
    public void An_endpoint_from_the_environment_is_checked_too(string endpoint)
    {
        _undo.Add(ProcessWide.SetVariable("KOODRIVE_ENDPOINT", endpoint));
        Assert.Equal(
            "InvalidArgument,KooDrive.PowerShell.Cmdlets.ConnectKooDriveCommand",
            Shell.Run("Connect-KooDrive -AccessToken t -UserId u").Failure().FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-UserId somebody")]
    [InlineData("-AccessToken any -UserId somebody")]
    [InlineData("-AccessToken any -SessionId some -UserId somebody")]
    [InlineData("-AppId any -AppSecret any -UserId somebody")]
    [InlineData("-AppCredential $appCredential -UserId somebody")]
    [InlineData("-MaximumRetrySeconds 0 -OperationTimeoutSeconds 5 -Language zh-CN")]
    public void The_sandbox_accepts_every_identity(string parameters)
    {
        Shell["appCredential"] = new PSCredential(AppId, AppSecret.Secure());
        Shell.Run($"Connect-KooDrive -Sandbox {parameters}").Clean();
        var result = Shell.Run("Get-KooDriveTask -All").Clean();
        Assert.Equal(250, result.Tasks.Count);
        Assert.Equal(250, result.Ids.Distinct().Count());
        Assert.Equal("sandbox.invalid", Shell.Run("(Get-KooDriveSession).Endpoint.Host").Single<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1234)]
    public void The_sandbox_has_the_requested_number_of_tasks(int count)
    {
        Shell.Run($"Connect-KooDrive -Sandbox -TaskCount {count}").Clean();
        Assert.Equal(count, Shell.Run("Get-KooDriveTask -All").Clean().Tasks.Count);
    }

    [Fact]
    public void The_language_is_sent()
    {
        Connect("-Language zh-CN");
        Shell.Run("Get-KooDriveTask -First 1").Clean();
        Assert.Equal("zh-CN", Service.Requests[0].Header("language"));
    }

    [Fact]
    public void A_session_without_certificate_checks_warns() =>
        Assert.Contains(
            "does not check certificates",
            Assert.Single(Shell.Run(ConnectApp("-SkipCertificateCheck")).Clean().Warnings),
            StringComparison.Ordinal);
}
