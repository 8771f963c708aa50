using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>One request that a <see cref="FakeService"/> has received.</summary>
public sealed class RecordedRequest
{
    private static readonly string[] SignedHeaders = ["Host", "X-Date", "X-User-Id"];

    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RecordedRequest(SandboxRequest request, string target, DateTimeOffset time)
    {
        Request = request;
        Target = target;
        Time = time;
        Path = request.Uri.AbsolutePath;
        RawQuery = request.Uri.Query;
        Query = RawQuery.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToLookup(pair => Uri.UnescapeDataString(pair[0]), pair => pair.Length < 2 ? string.Empty : Uri.UnescapeDataString(pair[1]));
        Call = ApiCalls.Find(request.Method, Path);
    }

    /// <summary>Its number among all requests, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>Its call; null when the API has no such call.</summary>
    public ApiCall? Call { get; }

    /// <summary>Its number among the requests of the same <see cref="Call"/>, from 1.</summary>
    public int CallNumber { get; internal set; }

    /// <summary>Its number among the requests with the same method and target, from 1: a retry is attempt 2.</summary>
    public int Attempt { get; internal set; }

    /// <summary>The HTTP method.</summary>
    public string Method => Request.Method;

    /// <summary>The path and query as they were received.</summary>
    public string Target { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>The last segment of the path, decoded: the id, in requests by id.</summary>
    public string LastSegment => Uri.UnescapeDataString(Path[(Path.LastIndexOf('/') + 1)..]);

    /// <summary>The query with its question mark; empty for none.</summary>
    public string RawQuery { get; }

    /// <summary>The query's values by name, decoded.</summary>
    public ILookup<string, string> Query { get; }

    /// <summary>The <c>pageCursor</c>; null on a first page.</summary>
    public string? Cursor => Query["pageCursor"].FirstOrDefault();

    /// <summary>The headers in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => Request.Headers;

    /// <summary>The bytes of the body.</summary>
    public byte[] Body => Request.Body;

    /// <summary>The time of the service's clock when the request had been read.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>
    /// Completes when the client closes the connection before the response is complete. Never completes otherwise, not even when
    /// the service cuts the connection.
    /// </summary>
    public Task Aborted => _aborted.Task;

    /// <summary>The same request for the engine.</summary>
    public SandboxRequest Request { get; }

    /// <summary>The service cuts the connection: later events are not caused by the client.</summary>
    internal bool IsCut { get; set; }

    /// <summary>
    /// The <c>Authorization</c> header that the request must have if the app of <see cref="TestAccount"/> sends it, computed by the second
    /// implementation of signatures.
    /// </summary>
    public string AppAuthorization => ReferenceSigner.Authorization(
        TestAccount.AppId, TestAccount.AppSecret, Method, Target, SignedHeaders.Select(name => (name, Header(name)!)), Body);

    /// <summary>The value of a header; null when it is absent.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name) => Request.Header(name);

    /// <inheritdoc/>
    public override string ToString() => $"#{Number} {Method} {Target} (attempt {Attempt})";

    internal void OnAborted()
    {
        if (!IsCut)
            _aborted.TrySetResult();
    }
}
