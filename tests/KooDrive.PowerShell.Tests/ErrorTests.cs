using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>All failures with each -ErrorAction.</summary>
public sealed class ErrorTests : ServiceTests
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["not connected"] = new(KooDriveErrorKind.NotConnected, ErrorCategory.ConnectionError),
        ["401"] = new(KooDriveErrorKind.AuthenticationFailed, ErrorCategory.AuthenticationError, Behavior.Status(401)),
        ["400 of the gateway"] = new(
            KooDriveErrorKind.AuthenticationFailed, ErrorCategory.AuthenticationError,
            Behavior.Status(400, """{"code":"APIGW.0301","msg":"No."}""", Json)),
        ["403"] = new(KooDriveErrorKind.AccessDenied, ErrorCategory.PermissionDenied, Behavior.Status(403)),
        ["no permission on the space"] = new(
            KooDriveErrorKind.AccessDenied, ErrorCategory.PermissionDenied, Behavior.Body("""{"code":13000410,"msg":"No."}""")),
        ["429"] = new(KooDriveErrorKind.Throttled, ErrorCategory.LimitsExceeded, Behavior.Status(429)),
        ["500"] = new(KooDriveErrorKind.ServiceUnavailable, ErrorCategory.ResourceUnavailable, Behavior.Status(500)),
        ["500 with a code"] = new(
            KooDriveErrorKind.ServiceError, ErrorCategory.InvalidOperation,
            Behavior.Status(500, """{"code":13000201,"msg":"Internal call failed."}""", Json)),
        ["503"] = new(KooDriveErrorKind.ServiceUnavailable, ErrorCategory.ResourceUnavailable, Behavior.Status(503, "<html>", "text/html")),
        ["HTML"] = new(KooDriveErrorKind.InvalidResponse, ErrorCategory.InvalidData, Behavior.Body("<html>Sign in</html>", "text/html")),
        ["redirect"] = new(
            KooDriveErrorKind.InvalidResponse, ErrorCategory.InvalidData, Behavior.Status(302, ("Location", "https://login.example/"))),
        ["time-out"] = new(KooDriveErrorKind.OperationTimeout, ErrorCategory.OperationTimeout, Behavior.StallBeforeHeaders),
        ["connection refused"] = new(KooDriveErrorKind.ConnectionFailed, ErrorCategory.ConnectionError),
        ["reset"] = new(KooDriveErrorKind.ConnectionFailed, ErrorCategory.ConnectionError, Behavior.Reset),
        ["cursor refused"] = new(KooDriveErrorKind.CursorRejected, ErrorCategory.InvalidArgument, Parameters: "-Cursor nonsense"),
    };

    public static TheoryData<string, ActionPreference> Table
    {
        get
        {
            var data = new TheoryData<string, ActionPreference>();
            foreach (string name in Cases.Keys)
            {
                foreach (var action in new[]
                    { ActionPreference.Continue, ActionPreference.SilentlyContinue, ActionPreference.Ignore, ActionPreference.Stop })
                    data.Add(name, action);
            }

            return data;
        }
    }

    [Theory]
    [Trait("Acceptance", "14")]
    [MemberData(nameof(Table))]
    public void Every_failure_has_its_id_category_and_target(string name, ActionPreference action)
    {
        var expected = Cases[name];
        using var closed = new ClosedPort();
        string endpoint = name == "connection refused" ? $"http://{closed.Address}/" : Service.Endpoint.ToString();
        Service.Script = _ => expected.Behavior;
        if (name != "not connected")
        {
            string connect = ConnectApp("-MaximumRetrySeconds 0 -OperationTimeoutSeconds " + (name == "time-out" ? 1 : 60));
            Shell.Run(connect.Replace(Service.Endpoint.ToString(), endpoint, StringComparison.Ordinal)).Clean();
        }

        var result = Shell.Run(
            $"$Error.Clear(); $ev = @(); Get-KooDriveTask {expected.Parameters} -ErrorAction {action} -ErrorVariable ev; 'next'");
        var recorded = ((System.Collections.ArrayList)Shell["Error"]!).Cast<object>().ToArray();
        ErrorRecord error;
        switch (action)
        {
            case ActionPreference.Continue:
                error = result.Error();
                Assert.Same(error, Assert.Single(recorded));
                break;
            case ActionPreference.SilentlyContinue:
                result.Clean();
                error = Assert.IsType<ErrorRecord>(Assert.Single(recorded));
                break;
            case ActionPreference.Ignore:
                result.Clean();
                Assert.Empty(recorded);
                Assert.Equal("next", result.Single<string>());
                return;
            default:
                Assert.Empty(result.Output);
                error = Assert.IsType<ActionPreferenceStopException>(result.Terminating).ErrorRecord;
                break;
        }

        if (action != ActionPreference.Stop)
            Assert.Equal("next", Assert.Single(result.Output)!.BaseObject);
        Assert.NotEmpty((System.Collections.ICollection)Shell["ev"]!);
        Assert.Equal($"{expected.Kind},KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(expected.Category, error.CategoryInfo.Category);
        Assert.Equal(name switch { "not connected" => null, "cursor refused" => "nonsense", _ => endpoint }, error.TargetObject);
        Assert.Equal(expected.Kind, Assert.IsType<KooDriveException>(error.Exception).Kind);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("SkipCertificateCheck", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "14")]
    public void A_terminating_error_can_be_caught_by_its_id_and_its_kind()
    {
        var result = Shell.Run("""
            try { Get-KooDriveTask -ErrorAction Stop }
            catch [KooDrive.KooDriveException] { "$($_.FullyQualifiedErrorId) $($_.Exception.Kind) $($_.CategoryInfo.Category)" }
            """).Clean();
        Assert.Equal(
            "NotConnected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand NotConnected ConnectionError", result.Single<string>());
    }

    [Fact]
    public void The_facts_of_a_failure_are_in_its_text_and_in_its_properties()
    {
        Service.Script = Scripts.Always(
            ApiCall.ListTasks, Behavior.Status(500, """{"code":13000201,"msg":"Internal call failed."}""", Json));
        Connect("-MaximumRetrySeconds 0");
        var error = Shell.Run("Get-KooDriveTask").Error();
        var exception = Assert.IsType<KooDriveException>(error.Exception);
        string traceId = Service.Requests[0].Header("X-Traceid")!;
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "13000201", "Internal call failed.", traceId),
            (exception.HttpStatusCode!.Value, exception.ServiceCode, exception.ServiceMessage, exception.TraceId));
        Assert.NotNull(exception.Time);
        foreach (string fact in new[] { "HTTP 500", "13000201", "\"Internal call failed\".", $"Trace id: {traceId}, ", "Z." })
        {
            Assert.Contains(fact, exception.Message, StringComparison.Ordinal);
            Assert.Contains(fact, error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Equal(exception.RecommendedAction, error.ErrorDetails.RecommendedAction);
        Assert.Equal(traceId, Shell.Run("(Get-KooDriveSession).LastTraceId").Single<string>());
    }

    private sealed record Case(KooDriveErrorKind Kind, ErrorCategory Category, Behavior? Behavior = null, string Parameters = "");
}
