using System;
using System.Collections.Generic;
using System.Threading;
using KooDrive.Http;
using KooDrive.Tasks;

namespace KooDrive;

/// <summary>The client of the KooDrive task API. Safe to use from any number of threads at once.</summary>
public sealed class KooDriveClient : IDisposable
{
    private readonly KooDriveClientOptions _options;
    private readonly ApiChannel _channel;

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">Where the service is and how to speak to it.</param>
    /// <exception cref="ArgumentException">The user id or the language is empty or has characters that no header can carry.</exception>
    public KooDriveClient(KooDriveClientOptions options)
    {
        _options = options;
        _channel = new ApiChannel(options);
    }

    /// <summary>How the client proves the identity: <c>Token</c> or <c>App</c>.</summary>
    public string AuthenticationType => _options.Credential.AuthenticationType;

    /// <summary>What the client has done so far.</summary>
    public CallStatistics Statistics => _channel.Statistics;

    /// <summary>
    /// Lists tasks page by page (API reference, <i>Listing Tasks</i>). Page 2 is requested when it is asked for; from then on one
    /// page is fetched ahead while the newest is at work. Disposing the enumerator cancels that and waits for it.
    /// </summary>
    /// <param name="query">Which tasks, how many, from where.</param>
    /// <param name="hooks">How the listing speaks to its caller; null for not at all.</param>
    /// <param name="cancellationToken">Ends the listing at once, in whatever it is at.</param>
    /// <returns>The pages; some can be empty before the end.</returns>
    /// <exception cref="KooDriveException">
    /// From the enumerator, when the listing broke: with the number of tasks that came out and the cursor to go on from.
    /// </exception>
    public IAsyncEnumerable<Page<TaskInfo>> ListTasksAsync(
        TaskQuery query, CallHooks? hooks = null, CancellationToken cancellationToken = default) =>
        new TaskListing(_channel, query, hooks ?? new CallHooks()).ReadPagesAsync(cancellationToken);

    /// <summary>Closes the connections and wipes the secrets. Calls under way fail with <see cref="KooDriveErrorKind.NotConnected"/>.</summary>
    public void Dispose()
    {
        _options.Credential.Dispose();
        _channel.Dispose();
    }
}
