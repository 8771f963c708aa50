using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class RetryTests : FakeClockTests
{
    [Fact]
    [Trait("Acceptance", "7")]
    public void Six_throttled_attempts_are_retried()
    {
        Service.Script = Scripts.Sequence(ApiCall.ListTasks, [.. Enumerable.Repeat(Behavior.Status(429), 6)]);
        Connect("-OperationTimeoutSeconds 7200");
        var result = Shell.Run("Get-KooDriveTask -First 5 -Verbose").Clean();
        Assert.Equal(5, result.Tasks.Count);
        Assert.Contains("Retrying until", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(7, Service.RequestCount);

        Assert.Equal(7, result.Verbose.Count);
        for (int attempt = 1; attempt <= 6; attempt++)
        {
            string traceId = Service.Requests[attempt - 1].Header("X-Traceid")!;
            Assert.Matches(
                $"^GET /task/list: attempt {attempt} failed \\(HTTP 429, trace id {traceId}\\)\\. "
                    + "Next attempt in [0-9]+(\\.[0-9])? seconds?\\.$",
                result.Verbose[attempt - 1]);
        }
    }

    [Fact]
    [Trait("Acceptance", "7")]
    public void The_verbose_line_has_the_actual_delay()
    {
        Service.Script = Scripts.Sequence(
            ApiCall.ListTasks, Behavior.Status(429, ("Retry-After", "2")), Behavior.Status(503, ("Retry-After", "90")), Behavior.Reset);
        Connect("-OperationTimeoutSeconds 7200");
        var result = Shell.Run("Get-KooDriveTask -First 5 -Verbose").Clean();
        Assert.Equal(
            ["2 seconds", "1 minute 30 seconds"],
            result.Verbose.Take(2).Select(line => Regex.Match(line, "Next attempt in (.+)\\.$").Groups[1].Value));
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(90)], Clock.Delays.Take(2));
        Assert.Equal(4, Service.RequestCount);
        Assert.Equal(3L, Shell.Run("(Get-KooDriveSession).Retries").Single<long>());
    }

    [Theory]
    [Trait("Acceptance", "8")]
    [InlineData(429, "2", 2)]
    [InlineData(503, "90", 90)]
    [InlineData(429, "date", 30)]
    [InlineData(503, "999999999", 120)]
    public void Retry_After_is_obeyed_within_the_retry_time(int status, string retryAfter, int seconds)
    {
        string value = retryAfter == "date"
            ? (Clock.GetUtcNow() + TimeSpan.FromSeconds(30)).ToString("r", CultureInfo.InvariantCulture)
            : retryAfter;
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.Status(status, ("Retry-After", value)));
        Connect("-OperationTimeoutSeconds 7200");
        var result = Shell.Run("Get-KooDriveTask -First 1").Clean();
        Assert.Single(result.Tasks);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], Clock.Delays);
        Assert.Equal(
            seconds == 120 ? 1 : 0,
            result.Warnings.Count(warning => warning.Contains("exceeds the remaining retry time", StringComparison.Ordinal)));
        Assert.Equal(
            seconds >= 3 ? 1 : 0, result.Warnings.Count(warning => warning.Contains("Retrying until", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Acceptance", "7")]
    public void Throttling_beyond_the_retry_time_is_an_error()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(429, ("Retry-After", "50")));
        Connect("-OperationTimeoutSeconds 7200");
        var error = Shell.Run("Get-KooDriveTask -First 1").Error();
        Assert.Equal("Throttled,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal([50.0, 50, 20], Clock.Delays.Select(wait => Math.Round(wait.TotalSeconds)));
    }
}
