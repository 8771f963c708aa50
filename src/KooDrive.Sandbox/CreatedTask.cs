using System;

namespace KooDrive.Sandbox;

/// <summary>A task that a caller created. It starts after two seconds, and ends after five more.</summary>
internal sealed class CreatedTask : ServiceTask
{
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(5);

    private readonly string _userId;
    private readonly CreateTaskBody _order;

    public CreatedTask(int row, CreateTaskBody order, string userId, DateTimeOffset created)
        : base(row, order.Type, new TaskSchedule(created, created + Waiting, created + Waiting + Working, order.FailureCode))
    {
        _order = order;
        _userId = userId;
    }

    protected override string Name => _order.Name;

    protected override string UserId => _userId;

    protected override string TenantId => SampleText.TenantId(0);

    protected override string Locale => SampleText.Locale(0);

    protected override string InitParams => _order.InitParams;
}
