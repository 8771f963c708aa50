using System;

namespace KooDrive.Sandbox.Tasks;

/// <summary>A task of the sample data. All its properties are computed from its row, so it is created when it is requested.</summary>
internal sealed class SampleTask : ServiceTask
{
    // The newest thousand are more than an hour and a half apart, so that a listing covers weeks; older ones a minute, so that
    // a million fit into two years.
    private const int WideRows = 1000;
    private const long WideGap = 97 * 60_000;
    private const long NarrowGap = 60_000;

    private SampleTask(int row, TaskType type, TaskSchedule schedule)
        : base(row, type, schedule)
    {
    }

    protected override string Name => SampleText.Name(Row, Type);

    protected override string UserId => SampleText.UserId(Row, 10);

    protected override string TenantId => SampleText.TenantId(Row);

    protected override string Locale => SampleText.Locale(Row);

    /// <summary>The source and the destination user; null for an import, and for a handover that fails or has one user only.</summary>
    public (string SourceUserId, string DestinationUserId)? Handover =>
        Type == TaskType.Transfer && Schedule.FailureCode is null && SampleText.UserId(Row, 10) != SampleText.UserId(Row, 11)
            ? (SampleText.UserId(Row, 10), SampleText.UserId(Row, 11))
            : null;

    protected override string InitParams => Type == TaskType.Transfer
        ? $$"""{"srcUserId":"{{SampleText.UserId(Row, 10)}}","dstUserId":"{{SampleText.UserId(Row, 11)}}"}"""
        : $$"""{"resultId":"{{SampleText.ResultId(Row)}}","orgId":"{{TenantId}}","orgUserId":"{{UserId}}"}""";

    /// <param name="row">Its row, from 0.</param>
    /// <param name="day">The start of the day on which the service was opened: all samples were created before it.</param>
    /// <param name="opened">When the service was opened: from then on, unfinished tasks change their state.</param>
    public static SampleTask Make(int row, DateTimeOffset day, DateTimeOffset opened)
    {
        var created = day.AddMilliseconds(-Age(row));
        var started = created.AddMilliseconds(1000 + DeterministicRandom.Below(59_000, row, 2));
        // With the gaps above, all other tasks ended before the day began.
        var ended = started.AddMilliseconds(5000 + DeterministicRandom.Below(90 * 60_000, row, 3));
        var tick = TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(5 * row);
        switch (row)
        {
            case 0 or 7 or 19:
                started = opened + tick;
                ended = started + tick;
                break;
            case 3 or 11 or 23 or 31:
                ended = opened + tick;
                break;
        }

        string? failure = DeterministicRandom.Below(100, row, 4) < 12 ? SampleText.FailureCode(row) : null;
        var type = DeterministicRandom.Below(100, row, 5) < 70 ? TaskType.Transfer : TaskType.BatchImport;
        return new SampleTask(row, type, new TaskSchedule(created, started, ended, failure));
    }

    /// <summary>The row with this age, if there is one: the inverse of <see cref="Age"/>.</summary>
    public static int? RowOfAge(long age)
    {
        long gaps = age < WideRows * WideGap ? age / WideGap : WideRows + ((age - (WideRows * WideGap)) / NarrowGap);
        long row = gaps - 1;
        return row is >= 0 and < int.MaxValue && Age((int)row) == age ? (int)row : null;
    }

    /// <summary>How long before the start of the day the task was created, in milliseconds: strictly increasing with the row.</summary>
    private static long Age(int row)
    {
        long gaps = row + 1L;
        long whole = gaps <= WideRows ? gaps * WideGap : (WideRows * WideGap) + ((gaps - WideRows) * NarrowGap);
        return whole + DeterministicRandom.Below((int)NarrowGap, row, 1);
    }
}
