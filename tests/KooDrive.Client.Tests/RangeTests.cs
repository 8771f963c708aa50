using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Organization;
using KooDrive.Client.Requests;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>Values outside their ranges are refused at once, before a request.</summary>
public sealed class RangeTests : ClientTest
{
    public static TheoryData<TimeSpan> NotTimeouts =>
        [TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.FromDays(60), TimeSpan.MaxValue];

    [Theory]
    [MemberData(nameof(NotTimeouts))]
    public void The_time_outs_of_a_client_have_a_range(TimeSpan value)
    {
        Assert.Equal("OperationTimeout", RefusedBy(() => Create(operationTimeout: value)));
        Assert.Equal("ConnectionTimeout", RefusedBy(() => Create(connectionTimeout: value)));
        if (value != TimeSpan.Zero)
            Assert.Equal("MaximumRetryTime", RefusedBy(() => Create(maximumRetryTime: value)));
    }

    [Fact]
    public async Task The_limits_of_a_client_are_accepted()
    {
        Clock.SkipsDelays = false; // The limits are no delays.
        TimeSpan most = KooDriveClientOptions.MaximumTimeout;
        using var patient = Create(connectionTimeout: most, operationTimeout: most, maximumRetryTime: most);
        Assert.NotEmpty(await patient.VerifyAsync(cancellationToken: Stop));
        Create(TimeSpan.FromTicks(1), TimeSpan.FromTicks(1), TimeSpan.Zero).Dispose();
        var longest = new WaitOptions { TimeLimit = most, PollingInterval = most };
        await foreach (var outcome in patient.WaitForTasksAsync(["none"], longest, cancellationToken: Stop))
            Assert.Equal(KooDriveErrorKind.TaskNotFound, outcome.Failure!.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Lookups_need_a_request_at_a_time(int throttleLimit)
    {
        using var client = Connect();
        Assert.Equal("throttleLimit", RefusedBy(() => client.LookUpTasks(throttleLimit)));
        Assert.Equal("throttleLimit", RefusedBy(() => client.LookUpUsers(throttleLimit)));
        Assert.Equal("throttleLimit", RefusedBy(() => client.LookUpTransferRecipients(throttleLimit)));
        Assert.Equal("ThrottleLimit", RefusedBy(() => client.WaitForTasksAsync(["1"], new WaitOptions { ThrottleLimit = throttleLimit })));
    }

    [Fact]
    public void The_times_of_a_wait_have_a_range()
    {
        using var client = Connect();
        TimeSpan tooLong = KooDriveClientOptions.MaximumTimeout + TimeSpan.FromTicks(1);
        foreach (var limit in (TimeSpan[])[TimeSpan.FromTicks(-1), tooLong])
            Assert.Equal("TimeLimit", RefusedBy(() => client.WaitForTasksAsync(["1"], new WaitOptions { TimeLimit = limit })));
        foreach (var interval in (TimeSpan[])[TimeSpan.Zero, tooLong])
        {
            Assert.Equal(
                "PollingInterval", RefusedBy(() => client.WaitForTasksAsync(["1"], new WaitOptions { PollingInterval = interval })));
        }
    }

    [Fact]
    public void The_numbers_of_a_listing_have_a_range()
    {
        using var client = Connect();
        var request = new CustomRequest(HttpMethod.Get, RequestTarget.Parse("/koodrive/ose/v1/task/list", Service.Endpoint));
        Assert.Equal("pageSize", RefusedBy(() => client.ListTasksAsync(new TaskQuery { PageSize = 0 })));
        Assert.Equal("skip", RefusedBy(() => client.ListTasksAsync(new TaskQuery { Skip = -1 })));
        Assert.Equal("limit", RefusedBy(() => client.ListTasksAsync(new TaskQuery { Limit = -1 })));
        Assert.Equal("pageSize", RefusedBy(() => client.ListUsersAsync(new UserQuery { PageSize = -1 })));
        Assert.Equal("skip", RefusedBy(() => client.ListUsersAsync(new UserQuery { Skip = -1 })));
        Assert.Equal("limit", RefusedBy(() => client.ListUsersAsync(new UserQuery { Limit = -1 })));
        Assert.Equal("pageSize", RefusedBy(() => client.ListAsync(request, new CustomListQuery { PageSize = 0 }, Read)));
        Assert.Equal(0, Service.RequestCount);

        static object? Read(ref Utf8JsonReader reader) => null;
    }

    private KooDriveClient Create(
        TimeSpan? connectionTimeout = null, TimeSpan? operationTimeout = null, TimeSpan? maximumRetryTime = null) =>
        new(new KooDriveClientOptions
        {
            Endpoint = Service.Endpoint,
            UserId = UserId,
            Credential = App(),
            ConnectionTimeout = connectionTimeout ?? TimeSpan.FromSeconds(15),
            OperationTimeout = operationTimeout ?? TimeSpan.FromSeconds(60),
            MaximumRetryTime = maximumRetryTime ?? TimeSpan.Zero,
            UseProxy = false,
            TimeProvider = Clock,
        });

    private static string? RefusedBy(Func<object> call) => Assert.Throws<ArgumentOutOfRangeException>(call).ParamName;
}
