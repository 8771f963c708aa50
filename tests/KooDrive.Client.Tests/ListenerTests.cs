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
/// What other code of the process can see of the requests by the platform's own instruments, and what that code would have the requests
/// carry along: nothing of the host leaves it, and no credential is handed round.
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
    public async Task What_the_host_traces_does_not_leave_it(ActivityIdFormat format)
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
    public async Task Listeners_of_the_process_see_no_credentials(bool isApp)
    {
        using var sampling = SampleAll();
        using var diagnostics = new DiagnosticCollector();
        using var events = new EventCollector();
        await CallAsync(Connect(isApp ? App() : TokenOf(Canary, Session)));

        // The listeners work: another client of the process is seen by each of them.
        using (var client = new HttpClient())
            await client.GetAsync(new Uri(Service.Endpoint, "/seen"), Stop);
        Assert.Contains(diagnostics.Seen, text => text.Contains("/seen", StringComparison.Ordinal));
        Assert.Contains(events.Seen, text => text.Contains("/seen", StringComparison.Ordinal));

        string[] secrets =
        [
            Canary, Session, AppSecret, "Signature=", "Bearer+",
            .. Service.Requests.Select(request => request.Header("Authorization")).OfType<string>(),
        ];
        // Not what other tests of this process send at the same time.
        var ours = diagnostics.Seen.Where(text => text.Contains(Service.Endpoint.Authority, StringComparison.Ordinal));
        foreach (string text in ours.Concat(events.Seen))
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    private async Task CallAsync(KooDriveClient client)
    {
        Service.Script = Scripts.Sequence(ApiCall.List, Behavior.Status(503), null, Behavior.Reset);
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

    /// <summary>Subscribes to every diagnostic listener, and looks through all that they hand out.</summary>
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
            // The payload is an object with the request in one of its properties; as text, a request has its headers in it.
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
