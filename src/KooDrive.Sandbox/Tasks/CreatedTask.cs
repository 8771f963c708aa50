using System;

namespace KooDrive.Sandbox.Tasks;

/// <summary>A task that a caller created. It starts after two seconds, and ends after five more.</summary>
internal sealed class CreatedTask : ServiceTask
{
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(5);

    private readonly string _userId;
    private readonly CreateTaskBody _body;

    public CreatedTask(int row, CreateTaskBody body, string userId, DateTimeOffset created)
        : base(row, body.Type, new TaskSchedule(created, created + Waiting, created + Waiting + Working, body.FailureCode))
    {
        _body = body;
        _userId = userId;
    }

    protected override string Name => _body.Name;

    protected override string UserId => _userId;

    protected override string TenantId => SampleText.TenantId(0);

    protected override string Locale => SampleText.Locale(0);

    protected override string InitParams => _body.InitParams;
}
