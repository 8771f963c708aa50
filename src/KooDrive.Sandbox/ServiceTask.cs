using System;
using System.Globalization;

namespace KooDrive.Sandbox;

/// <summary>One task of the service: what it is, and how its life is planned. Its state follows from the time.</summary>
internal abstract class ServiceTask
{
    protected ServiceTask(int row, TaskType type, TaskSchedule life)
    {
        Row = row;
        Type = type;
        Life = life;
    }

    /// <summary>Its place in the listing, newest first: samples from 0 up, created ones from -1 down.</summary>
    public int Row { get; }

    public TaskType Type { get; }

    public TaskSchedule Life { get; }

    public string Id => TaskIds.Of(Row);

    /// <summary>The cursor that continues after this task.</summary>
    public string Cursor => Life.CreateTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

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
        Status = Life.StatusAt(now),
        CreateTime = Life.CreateTime,
        StartTime = now >= Life.StartTime ? Life.StartTime : null,
        EndTime = now >= Life.EndTime ? Life.EndTime : null,
        UserId = UserId,
        TenantId = TenantId,
        ResultCode = now >= Life.EndTime ? Life.FailureCode : null,
        Locale = Locale,
        InitParams = InitParams,
    };
}
