using System;
using System.Linq;
using KooDrive.Sandbox.Organization;

namespace KooDrive.Sandbox.Tasks;

/// <summary>The calls about tasks.</summary>
internal sealed class TaskCalls
{
    private readonly SandboxOptions _options;
    private readonly TaskTable _tasks;
    private readonly UserTable _users;
    private readonly ResponseWriter _responses;

    public TaskCalls(SandboxOptions options, TaskTable tasks, UserTable users, ResponseWriter responses)
    {
        _options = options;
        _tasks = tasks;
        _users = users;
        _responses = responses;
    }

    public byte[] List(SandboxRequest request, DateTimeOffset now)
    {
        var page = TaskPage.Read(_tasks, request.Uri, _options, now);
        return _responses.List(page.Tasks, page.NextCursor);
    }

    public byte[] Details(SandboxRequest request, DateTimeOffset now) => _responses.Details(Find(ApiCalls.IdIn(request.Uri)).At(now));

    public byte[] Create(SandboxRequest request, DateTimeOffset now) =>
        _responses.Created(_tasks.Create(CreateTaskBody.Read(request.Body), request.RequiredHeader("X-User-Id"), now).Id);

    public byte[] Result(SandboxRequest request, DateTimeOffset now)
    {
        var query = new QueryParameters(request.Uri, "taskId");
        var task = Find(query.Text("taskId") ?? throw ErrorResponseException.BadParameter("taskId is missing."));
        if (task.Type != TaskType.BatchImport || now < task.Schedule.EndTime)
            throw ErrorResponseException.NotFound(
                _options.ResponseShape, $"Task {task.Id} has no result: it is no batch import, or has not ended.");
        return _responses.Result(BatchResult.Of(task));
    }

    public byte[] Recipient(SandboxRequest request)
    {
        string source = ApiCalls.IdIn(request.Uri);
        string recipient = _tasks.RecipientOf(source)
            ?? throw ErrorResponseException.NotFound(_options.ResponseShape, $"The data of user {source} has not been handed over.");
        return _responses.Recipient(recipient, _users.Find(recipient)?.Name);
    }

    private ServiceTask Find(string id)
    {
        var task = _tasks.Find(id) ?? throw ErrorResponseException.NotFound(_options.ResponseShape, $"Task {id} does not exist.");
        return _options.HiddenTaskIds.Contains(id) ? throw ErrorResponseException.NotAuthorized($"You may not see task {id}.") : task;
    }
}
