using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Organization;
using KooDrive.Client.Requests;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>Each enumeration of a sequence is independent, as that of a query is.</summary>
public sealed class EnumerationTests : ClientTest
{
    [Fact]
    public async Task A_listing_of_tasks_can_be_enumerated_again()
    {
        var pages = Connect().ListTasksAsync(new TaskQuery { PageSize = 50, Skip = 3, Limit = 170 }, cancellationToken: Stop);
        string?[] expected = [.. AllIds.Skip(3).Take(170)];
        Assert.Equal(expected, (await ListingOutcome.OfAsync(pages)).Ids);
        Assert.Equal(expected, (await ListingOutcome.OfAsync(pages)).Ids);
    }

    [Fact]
    public async Task Two_enumerations_of_a_listing_can_run_at_once()
    {
        var pages = Connect().ListTasksAsync(new TaskQuery { PageSize = 50 }, cancellationToken: Stop);
        await using var first = pages.GetAsyncEnumerator(Stop);
        await using var second = pages.GetAsyncEnumerator(Stop);
        for (int number = 0; number < 5; number++)
        {
            Assert.True(await first.MoveNextAsync());
            Assert.True(await second.MoveNextAsync());
            Assert.Equal(first.Current.Values.Select(task => task.TaskId), second.Current.Values.Select(task => task.TaskId));
        }

        Assert.False(await first.MoveNextAsync());
        Assert.False(await second.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_of_two_tokens_ends_a_listing(bool ofTheCall)
    {
        using var call = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        var pages = Connect().ListTasksAsync(new TaskQuery { PageSize = 50 }, cancellationToken: call.Token);
        await using var pageEnumerator = pages.GetAsyncEnumerator(enumeration.Token);
        Assert.True(await pageEnumerator.MoveNextAsync());
        await (ofTheCall ? call : enumeration).CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pageEnumerator.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task A_listing_of_users_can_be_enumerated_again()
    {
        var pages = Connect().ListUsersAsync(new UserQuery { PageSize = 10, Limit = 45 }, cancellationToken: Stop);
        var first = await ItemsAsync(pages, page => page.Values.Select(user => user.UserId));
        Assert.Equal(45, first.Count);
        Assert.Equal(first, await ItemsAsync(pages, page => page.Values.Select(user => user.UserId)));
    }

    [Theory]
    [InlineData("task/list")]
    [InlineData("userList")]
    public async Task A_custom_listing_can_be_enumerated_again(string path)
    {
        using var client = Connect();
        var request = new CustomRequest(HttpMethod.Get, RequestTarget.Parse("/koodrive/ose/v1/" + path, Service.Endpoint));
        var pages = client.ListAsync(request, new CustomListQuery { PageSize = 20 }, ReadText, cancellationToken: Stop);
        var first = await ItemsAsync(pages, page => page.Values);
        Assert.True(first.Count > 40);
        Assert.Equal(first, await ItemsAsync(pages, page => page.Values));

        static object? ReadText(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader).GetRawText();
    }

    [Fact]
    public async Task A_wait_can_be_enumerated_again()
    {
        var ended = Service.Engine.Tasks.Where(task => task.Status is TaskStatus.Success or TaskStatus.Failed);
        string[] ids = [.. ended.Take(5).Select(task => task.TaskId!)];
        List<string> input = [.. ids];
        var outcomes = Connect().WaitForTasksAsync(input, new WaitOptions(), cancellationToken: Stop);
        input.Clear();
        Assert.Equal(ids.Order(), (await ItemsAsync(outcomes, outcome => (string[])[outcome.Id])).Order());
        Assert.Equal(ids.Order(), (await ItemsAsync(outcomes, outcome => (string[])[outcome.Id])).Order());
    }

    [Fact]
    public async Task A_connection_test_can_be_enumerated_again()
    {
        Clock.SkipsDelays = false; // The connection time-out is a limit and not a delay.
        var findings = Connect().TestConnectionAsync(cancellationToken: Stop);
        var first = await ItemsAsync(findings, finding => (ConnectionOutcome[])[finding.Check.Outcome]);
        Assert.Equal(Enum.GetValues<ConnectionStep>().Length, first.Count);
        Assert.Equal(first, await ItemsAsync(findings, finding => (ConnectionOutcome[])[finding.Check.Outcome]));
    }

    private static async Task<List<T>> ItemsAsync<TSource, T>(IAsyncEnumerable<TSource> source, Func<TSource, IEnumerable<T>> select)
    {
        var items = new List<T>();
        await foreach (var item in source.ConfigureAwait(false))
            items.AddRange(select(item));
        return items;
    }
}
