namespace KooDrive.Client.Http;

/// <summary>The resource that a request is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
internal sealed record ApiResource(ResourceKind Kind, string Id);

/// <summary>What can be requested by an id.</summary>
internal enum ResourceKind
{
    Task,
    TaskResult,
    User,
    TransferRecipient,
}
