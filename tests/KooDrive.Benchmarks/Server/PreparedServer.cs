using System;
using System.Buffers;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KooDrive.Benchmarks.Server;

/// <summary>
/// The service with the smallest possible load: Kestrel in a separate process, on loopback, serving
/// <see cref="PreparedResponses"/>. A real service is on another computer, so this one takes as little as possible of the processors
/// from the measured code: it responds on the thread that receives the request.
/// </summary>
internal sealed class PreparedServer(PreparedResponses responses, int count, TimeSpan delay, ServerBehavior behavior)
{
    private const string TaskPath = "/koodrive/ose/v1/task/";

    private readonly PreparedUsers _users = new(count);

    /// <summary>The server's process: writes its address, and serves until standard input ends.</summary>
    /// <param name="arguments">
    /// The number of tasks and of users, the milliseconds that each response takes, and a <see cref="ServerBehavior"/>.
    /// </param>
    public static async Task RunAsync(string[] arguments)
    {
        int count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var server = new PreparedServer(
            new PreparedResponses(count),
            count,
            TimeSpan.FromMilliseconds(int.Parse(arguments[1], CultureInfo.InvariantCulture)),
            Enum.Parse<ServerBehavior>(arguments[2]));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(options => options.UnsafePreferInlineScheduling = true);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(server.ResponseAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
    }

    private (byte[] Body, byte[] End) Find(HttpRequest request)
    {
        string path = request.Path.Value!;
        if (path == PreparedUsers.Path)
            return _users.Page(request.Query["offset"].ToString());
        string name = path[TaskPath.Length..];
        return name == "list" ? responses.Page(request.Query["pageCursor"].ToString()) : (PreparedResponses.Details(name), []);
    }

    private async Task ResponseAsync(HttpContext context)
    {
        if (behavior == ServerBehavior.StallBeforeResponse)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, context.RequestAborted);
        if (behavior == ServerBehavior.Throttle)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "3600";
            return;
        }

        var (body, end) = Find(context.Request);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length + end.Length;
        if (behavior == ServerBehavior.StallInBody)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        context.Response.BodyWriter.Write(body);
        context.Response.BodyWriter.Write(end);
        await context.Response.BodyWriter.FlushAsync();
    }
}
