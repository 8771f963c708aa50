using System;
using System.Globalization;

namespace KooDrive.Client.Tests;

public sealed class QuantityTextTests : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _culture;

    [Theory]
    [InlineData("en-US", 0, "0 tasks", "0 users", "0 items", "0 pages")]
    [InlineData("en-US", 1, "1 task", "1 user", "1 item", "1 page")]
    [InlineData("en-US", 2, "2 tasks", "2 users", "2 items", "2 pages")]
    [InlineData("zh-CN", 1, "1 个任务", "1 个用户", "1 个条目", "1 页")]
    [InlineData("zh-CN", 2, "2 个任务", "2 个用户", "2 个条目", "2 页")]
    public void Numbers_have_the_right_noun(string culture, long count, string tasks, string users, string items, string pages)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(
            [tasks, users, items, pages],
            [QuantityText.Tasks(count), QuantityText.Users(count), QuantityText.Items(count), QuantityText.Pages(count)]);
    }

    [Theory]
    [InlineData(0, "0 seconds", "0 秒")]
    [InlineData(0.25, "0.2 seconds", "0.2 秒")]
    [InlineData(0.96, "1 second", "1 秒")]
    [InlineData(1, "1 second", "1 秒")]
    [InlineData(9.5, "9.5 seconds", "9.5 秒")]
    [InlineData(9.99, "10 seconds", "10 秒")]
    [InlineData(11.4, "11 seconds", "11 秒")]
    [InlineData(59.7, "1 minute", "1 分钟")]
    [InlineData(61, "1 minute 1 second", "1 分钟 1 秒")]
    [InlineData(125, "2 minutes 5 seconds", "2 分钟 5 秒")]
    [InlineData(3600, "1 hour", "1 小时")]
    [InlineData(7384, "2 hours 3 minutes", "2 小时 3 分钟")]
    [InlineData(86400, "1 day", "1 天")]
    [InlineData(604799, "6 days 23 hours", "6 天 23 小时")]
    public void Durations_have_their_two_largest_units(double seconds, string english, string chinese)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        Assert.Equal(english, QuantityText.Duration(TimeSpan.FromSeconds(seconds)));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Assert.Equal(chinese, QuantityText.Duration(TimeSpan.FromSeconds(seconds)));
    }
}
