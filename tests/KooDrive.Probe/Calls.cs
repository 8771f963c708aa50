using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client;
using KooDrive.Client.Tasks;
using KooDrive.TestSupport;

namespace KooDrive.Probe;

/// <summary>Runs the client, and writes what it does to standard output. A line on standard input stops it.</summary>
internal static class Calls
{
    /// <param name="call"><c>lookup</c>; anything else lists, <c>briefly</c> with a short retry time.</param>
    /// <param name="endpoint">The service's endpoint.</param>
    /// <param name="credential"><c>token</c>, <c>session</c> (a token with a session id, which renews it) or <c>app</c>.</param>
    /// <param name="proxy">The proxy's address; null for none.</param>
    /// <returns>0 for success, 1 for an error, 2 when it was stopped.</returns>
    public static async Task<int> RunAsync(string call, Uri endpoint, string credential, string? proxy)
    {
        using var stop = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            if (Console.In.ReadLine() is not null)
                stop.Cancel();
        });
        using var client = new KooDriveClient(new KooDriveClientOptions
        {
            Endpoint = endpoint,
            UserId = UserId,
            Credential = credential == "app"
                ? TestCredentials.App()
                : TestCredentials.TokenOf(sessionId: credential == "session" ? SessionId : null),
            Proxy = proxy is null ? null : new Uri(proxy),
            UseProxy = proxy is not null,
            MaximumRetryTime = TimeSpan.FromSeconds(call == "briefly" ? 1 : 30),
        });
        try
        {
            await (call == "lookup" ? LookUpAsync(client, stop.Token) : ListAsync(client, stop.Token)).ConfigureAwait(false);
            return 0;
        }
        catch (KooDriveException e)
        {
            Console.WriteLine($"error {e.Kind} {e.Message.Replace(Environment.NewLine, " ")}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("stopped");
            return 2;
        }
    }

    private static async Task ListAsync(KooDriveClient client, CancellationToken cancellationToken)
    {
        await ForEachAsync(client, new TaskQuery(), task => Console.WriteLine("task " + task.TaskId), cancellationToken)
            .ConfigureAwait(false);
        Console.WriteLine("complete");
    }

    // The ids of the first page, all at a time.
    private static async Task LookUpAsync(KooDriveClient client, CancellationToken cancellationToken)
    {
        var taskIds = new List<string>();
        await ForEachAsync(client, new TaskQuery { PageSize = 16, Limit = 16 }, task => taskIds.Add(task.TaskId!), cancellationToken)
            .ConfigureAwait(false);
        var lookups = client.LookUpTasks(throttleLimit: 8, hooks: null, cancellationToken);
        try
        {
            foreach (string taskId in taskIds)
                lookups.Start(taskId);
            while (lookups.HasMore)
                Console.WriteLine("task " + (await lookups.TakeAsync().ConfigureAwait(false)).Value!.TaskId);
        }
        finally
        {
            await lookups.DisposeAsync().ConfigureAwait(false);
        }

        Console.WriteLine("complete");
    }

    private static async Task ForEachAsync(
        KooDriveClient client, TaskQuery query, Action<TaskInfo> use, CancellationToken cancellationToken)
    {
        var hooks = new CallHooks { Verbose = text => Console.WriteLine("verbose " + text) };
        var pages = client.ListTasksAsync(query, hooks, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await pages.MoveNextAsync().ConfigureAwait(false))
            {
                foreach (var task in pages.Current.Values)
                    use(task);
            }
        }
        finally
        {
            await pages.DisposeAsync().ConfigureAwait(false);
        }
    }
}
