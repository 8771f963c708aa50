namespace KooDrive.Client.Lookups;

/// <summary>The result of requesting or waiting for one resource.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    internal Outcome(string id, T value)
    {
        Id = id;
        Value = value;
    }

    internal Outcome(string id, KooDriveException failure)
    {
        Id = id;
        Failure = failure;
    }

    /// <summary>The requested id.</summary>
    public string Id { get; }

    /// <summary>The resource; null when there is a failure.</summary>
    public T? Value { get; }

    /// <summary>The failure, such as an unknown id or the time limit. Null when there is a value.</summary>
    public KooDriveException? Failure { get; }
}
