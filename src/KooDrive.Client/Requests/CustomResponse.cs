using System.Text.Json;

namespace KooDrive.Client.Requests;

/// <summary>Makes a value of the JSON that a reader stands at the beginning of, and leaves the reader at its end.</summary>
/// <typeparam name="T">What it is made to; null stands for JSON's null.</typeparam>
/// <param name="reader">The reader.</param>
/// <exception cref="JsonException">The JSON is not acceptable.</exception>
public delegate T? JsonItemReader<T>(ref Utf8JsonReader reader)
    where T : class;

/// <summary>What came back of a <see cref="CustomRequest"/>.</summary>
/// <typeparam name="T">What its JSON was made to.</typeparam>
public sealed class CustomResponse<T>
    where T : class
{
    internal CustomResponse(T? value, bool isEmpty, string? nextCursor)
    {
        Value = value;
        IsEmpty = isEmpty;
        NextCursor = nextCursor;
    }

    /// <summary>The whole JSON, envelope included; null for JSON's null, and when <see cref="IsEmpty"/>.</summary>
    public T? Value { get; }

    /// <summary>The response had no body.</summary>
    public bool IsEmpty { get; }

    /// <summary>The response holds a part of a list; this cursor continues it. Null when nothing says so.</summary>
    public string? NextCursor { get; }
}
