using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace KooDrive.PowerShell.Tests;

/// <summary>What the cmdlets make of each kind and reason of failure.</summary>
public sealed class ErrorRecordTests
{
    private static readonly MethodInfo From =
        StagedModule.Cmdlets.GetType("KooDrive.PowerShell.Errors.ErrorRecords", throwOnError: true)!.GetMethod("From")!;

    public static TheoryData<KooDriveErrorKind> Kinds => [.. Enum.GetValues<KooDriveErrorKind>()];

    public static TheoryData<KooDriveErrorReason> Reasons => [.. Enum.GetValues<KooDriveErrorReason>()];

    [Theory]
    [Trait("Acceptance", "14")]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_an_id_a_category_and_advice(KooDriveErrorKind kind)
    {
        var record = Record(kind);
        Assert.Equal(kind.ToString(), record.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, record.CategoryInfo.Category);
        Assert.NotEmpty(record.ErrorDetails.RecommendedAction);
        Assert.Equal(record.ErrorDetails.RecommendedAction, ((KooDriveException)record.Exception).RecommendedAction);
        Assert.Equal("What happened.", record.ErrorDetails.Message);
        Assert.Equal("What happened." + Environment.NewLine + record.ErrorDetails.RecommendedAction, record.Exception.Message);
        Assert.Equal("target", record.TargetObject);
    }

    [Fact]
    public void Every_kind_has_its_own_advice()
    {
        string[] advice = [.. Enum.GetValues<KooDriveErrorKind>().Select(kind => Record(kind).ErrorDetails.RecommendedAction)];
        Assert.Equal(advice.Length, advice.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_its_own_advice(KooDriveErrorReason reason)
    {
        string advice = Record(KooDriveErrorKind.ConnectionFailed, reason).ErrorDetails.RecommendedAction;
        Assert.NotEmpty(advice);
        Assert.Equal(
            reason == KooDriveErrorReason.None, advice == Record(KooDriveErrorKind.ConnectionFailed).ErrorDetails.RecommendedAction);
    }

    [Theory]
    [Trait("Acceptance", "27")]
    [InlineData(KooDriveErrorKind.OutcomeUnknown)]
    [InlineData(KooDriveErrorKind.ServiceError)]
    [InlineData(KooDriveErrorKind.InvalidResponse)]
    public void No_advice_is_to_repeat_a_change_that_may_have_happened(KooDriveErrorKind kind) =>
        Assert.DoesNotMatch("(?i)try again|run .*again|repeat", Record(kind).ErrorDetails.RecommendedAction);

    [Fact]
    public void The_advice_for_an_unknown_outcome_is_to_check_first() =>
        Assert.Matches(
            "^Check with Get-KooDriveTask .* only if it does not exist",
            Record(KooDriveErrorKind.OutcomeUnknown).ErrorDetails.RecommendedAction);

    private static ErrorRecord Record(KooDriveErrorKind kind, KooDriveErrorReason reason = KooDriveErrorReason.None) =>
        (ErrorRecord)From.Invoke(null, [new KooDriveException(kind, "What happened.") { Reason = reason }, "target"])!;
}
