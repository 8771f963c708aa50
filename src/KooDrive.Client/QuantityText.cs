using System;

namespace KooDrive.Client;

/// <summary>Numbers with their units, for messages: "1 task", "2 tasks", "2 minutes 5 seconds".</summary>
public static class QuantityText
{
    // Below this, tenths of a second matter.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    /// <summary>A number of tasks.</summary>
    /// <param name="count">The number.</param>
    public static string Tasks(long count) => Of(count, ClientMessages.OneTask, ClientMessages.Tasks);

    /// <summary>A number of users.</summary>
    /// <param name="count">The number.</param>
    public static string Users(long count) => Of(count, ClientMessages.OneUser, ClientMessages.Users);

    /// <summary>A number of items of any list.</summary>
    /// <param name="count">The number.</param>
    public static string Items(long count) => Of(count, ClientMessages.OneItem, ClientMessages.Items);

    /// <summary>A number of pages.</summary>
    /// <param name="count">The number.</param>
    public static string Pages(long count) => Of(count, ClientMessages.OnePage, ClientMessages.Pages);

    /// <summary>A duration in its two largest units, in tenths of a second below ten seconds.</summary>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan time)
    {
        if (time < Short)
            return Of(Math.Round(time.TotalSeconds, 1), ClientMessages.OneSecond, ClientMessages.Seconds);
        var whole = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        string days = Of(whole.Days, ClientMessages.OneDay, ClientMessages.Days);
        string hours = Of(whole.Hours, ClientMessages.OneHour, ClientMessages.Hours);
        string minutes = Of(whole.Minutes, ClientMessages.OneMinute, ClientMessages.Minutes);
        string seconds = Of(whole.Seconds, ClientMessages.OneSecond, ClientMessages.Seconds);
        return whole.Days > 0 ? Join(days, hours, whole.Hours)
            : whole.Hours > 0 ? Join(hours, minutes, whole.Minutes)
            : whole.Minutes > 0 ? Join(minutes, seconds, whole.Seconds)
            : seconds;
    }

    private static string Join(string large, string small, int smallNumber) => smallNumber == 0 ? large : large + " " + small;

    private static string Of(double number, string one, string many) => number == 1 ? one : SR.Format(many, number);
}
