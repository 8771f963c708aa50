using System;
using System.Globalization;

namespace KooDrive.Sandbox.Tasks;

/// <summary>One task of the service. Its state depends on when it starts and ends.</summary>
internal abstract class ServiceTask
{
    protected ServiceTask(int row, TaskType type, TaskSchedule schedule)
    {
        Row = row;
        Type = type;
        Schedule = schedule;
    }

    /// <summary>Its row in the listing, newest first: samples from 0 up, created ones from -1 down.</summary>
    public int Row { get; }

    public TaskType Type { get; }

    public TaskSchedule Schedule { get; }

    public string Id => TaskIds.Of(Row);

    /// <summary>The cursor that continues after this task.</summary>
    public string Cursor => Schedule.CreateTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    protected abstract string Name { get; }

    protected abstract string UserId { get; }

    protected abstract string TenantId { get; }

    protected abstract string Locale { get; }

    protected abstract string InitParams { get; }

    public TaskInfo At(DateTimeOffset now) => new()
    {
        TaskId = Id,
        TaskName = Name,
        TaskType = Type,
        Status = Schedule.StatusAt(now),
        CreateTime = Schedule.CreateTime,
        StartTime = now >= Schedule.StartTime ? Schedule.StartTime : null,
        EndTime = now >= Schedule.EndTime ? Schedule.EndTime : null,
        UserId = UserId,
        TenantId = TenantId,
        ResultCode = now >= Schedule.EndTime ? Schedule.FailureCode : null,
        Locale = Locale,
        InitParams = InitParams,
    };
}
