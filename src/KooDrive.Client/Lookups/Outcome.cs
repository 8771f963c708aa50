namespace KooDrive.Client.Lookups;

/// <summary>What asking or waiting for one thing has come to.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
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

    /// <summary>The id that was asked for.</summary>
    public string Id { get; }

    /// <summary>What has this id; null when there is a failure instead.</summary>
    public T? Value { get; }

    /// <summary>What went wrong with this one: unknown id, time limit or anything else. Null when there is a value.</summary>
    public KooDriveException? Failure { get; }
}
