using System;
using System.Globalization;
using System.Net;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;

namespace KooDrive.Client.Tests;

/// <summary>An error's text as a person reads it, line by line.</summary>
public sealed class ErrorTextTests
{
    private static readonly CallFacts Facts = new("0123ABC", new DateTimeOffset(2026, 3, 1, 20, 30, 5, TimeSpan.FromHours(8)))
    {
        Status = HttpStatusCode.Forbidden,
        ServiceCode = "13000410",
        ServiceMessage = "No permission on the space.",
    };

    [Fact]
    public void Each_part_is_on_a_line_of_its_own() => Assert.Equal(
        """
        What happened.
        HTTP 403, code 13000410, message "No permission on the space".
        Trace id: 0123ABC, 2026-03-01T12:30:05Z.
        Items output before this error: 1. Cursor to continue from: '7'. Items to skip at the start: 2.
        """.ReplaceLineEndings(),
        Compose("en-US", Facts, new ListingFacts(1, "7", 2)));

    [Fact]
    public void Chinese_has_the_same_lines() => Assert.Equal(
        """
        What happened.
        HTTP 403，错误码 13000410，消息“No permission on the space”。
        跟踪 ID：0123ABC，2026-03-01T12:30:05Z。
        发生此错误前已输出的条目数：1。 继续列举所用的游标：“7”。
        """.ReplaceLineEndings(),
        Compose("zh-CN", Facts, new ListingFacts(1, "7", 0)));

    [Fact]
    public void An_error_without_a_response_has_no_line_for_it() => Assert.Equal(
        """
        What happened.
        Trace id: 0123ABC, 2026-03-01T12:30:05Z.
        No items were output before this error.
        """.ReplaceLineEndings(),
        Compose("en-US", new CallFacts("0123ABC", Facts.Time), new ListingFacts(0, null, 0)));

    [Theory]
    [InlineData("Connection refused", "Connection refused")]
    [InlineData("No such host is known.", "No such host is known")]
    [InlineData("不知道这样的主机。", "不知道这样的主机")]
    [InlineData("The response ended prematurely. (ResponseEnded)", "The response ended prematurely (ResponseEnded)")]
    public void A_text_of_the_platform_ends_once(string text, string expected) =>
        Assert.Equal(expected, NetworkErrors.Reason(new InvalidOperationException(text)));

    private static string Compose(string culture, CallFacts facts, ListingFacts? listing)
    {
        var current = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return ErrorText.Compose("What happened.", facts, listing);
        }
        finally
        {
            CultureInfo.CurrentUICulture = current;
        }
    }
}
