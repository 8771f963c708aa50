namespace KooDrive.Client.Http;

/// <summary>The one thing that a request asks for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
internal sealed record ApiResource(ResourceKind Kind, string Id);

/// <summary>What can be asked for by an id.</summary>
internal enum ResourceKind
{
    Task,
    TaskResult,
    User,
    TransferRecipient,
}
