using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>
/// Other code in the process, with the platform's diagnostics: it gets no credentials from requests, and requests do not carry its
/// trace headers.
/// </summary>
[Trait("Acceptance", "35")]
public sealed class ListenerTests : ClientTest
{
    private const string Canary = "c4nary-of-the-token";
    private const string Session = "c4nary-of-the-session";

    private static readonly string[] TraceHeaders = ["traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context"];

    private protected override SandboxOptions ServiceOptions => new()
    {
        TaskCount = 30,
        Tokens = [Canary],
        SessionId = Session,
        UserId = UserId,
        Apps = new Dictionary<string, string> { [AppId] = AppSecret },
    };

    [Theory]
    [InlineData(ActivityIdFormat.W3C)]
    [InlineData(ActivityIdFormat.Hierarchical)]
    public async Task Trace_headers_of_the_host_are_not_sent(ActivityIdFormat format)
    {
        using var sampling = SampleAll();
        using var activity = new Activity("host").SetIdFormat(format).AddBaggage("tenant", "of-the-host");
        activity.TraceStateString = "host=1";
        activity.Start();
        Assert.Same(activity, Activity.Current);
        await CallAsync(Connect(TokenOf(Canary, Session)));

        Assert.NotEqual(0, Service.RequestCount);
        Assert.All(Service.Requests, request =>
        {
            Assert.All(TraceHeaders, header => Assert.Null(request.Header(header)));
            Assert.DoesNotContain(request.Headers, header => header.Value.Contains("of-the-host", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "11")]
    public async Task Listeners_in_the_process_get_no_credentials(bool isApp)
    {
        using var sampling = SampleAll();
        using var diagnostics = new DiagnosticCollector();
        using var events = new EventCollector();
        await CallAsync(Connect(isApp ? App() : TokenOf(Canary, Session)));

        // The listeners work: each of them receives the requests of another client.
        using (var client = new HttpClient())
            await client.GetAsync(new Uri(Service.Endpoint, "/seen"), Stop);
        Assert.Contains(diagnostics.Seen, text => text.Contains("/seen", StringComparison.Ordinal));
        Assert.Contains(events.Seen, text => text.Contains("/seen", StringComparison.Ordinal));

        string[] secrets =
        [
            Canary, Session, AppSecret, "Signature=", "Bearer+",
            .. Service.Requests.Select(request => request.Header("Authorization")).OfType<string>(),
        ];
        // Without the requests of other tests in this process.
        var ours = diagnostics.Seen.Where(text => text.Contains(Service.Endpoint.Authority, StringComparison.Ordinal));
        foreach (string text in ours.Concat(events.Seen))
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    private async Task CallAsync(KooDriveClient client)
    {
        Service.Script = Scripts.Sequence(ApiCall.ListTasks, Behavior.Status(503), null, Behavior.Reset);
        await IdsAsync(client, new TaskQuery { PageSize = 10 });
        await client.GetTaskAsync(AllIds.First()!, cancellationToken: Stop);
        await client.CreateTaskAsync(CreateTaskRequest.Transfer("1", "2"), cancellationToken: Stop);
    }

    private static ActivityListener SampleAll()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Subscribes to every diagnostic listener, and searches all their payloads.</summary>
    private sealed class DiagnosticCollector : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentQueue<string> _seen = new();
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];

        public DiagnosticCollector() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public IEnumerable<string> Seen => _seen;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name.Contains("Http", StringComparison.Ordinal) && !value.Name.Contains("AspNetCore", StringComparison.Ordinal))
                _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            // The payload is an object with the request in one of its properties; the text of a request contains its headers.
            foreach (var property in value.Value?.GetType().GetProperties() ?? [])
                _seen.Enqueue($"{value.Key} {property.GetValue(value.Value)}");
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }
    }

    /// <summary>Listens to the event source of HttpClient.</summary>
    private sealed class EventCollector : EventListener
    {
        private readonly ConcurrentQueue<string> _seen = new();

        public IEnumerable<string> Seen => _seen;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Http")
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }

        // Called before the constructor has ended.
        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _seen?.Enqueue(
                eventData.EventName + " " + string.Join(' ', ((IEnumerable?)eventData.Payload ?? Array.Empty<object>()).Cast<object?>()));
    }
}
