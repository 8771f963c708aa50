using System.Text.Json;

namespace KooDrive.Client.Requests;

/// <summary>Reads a value from JSON: from the reader's current token to the end of that value.</summary>
/// <typeparam name="T">The type of the value; JSON's null is null.</typeparam>
/// <param name="reader">The reader.</param>
/// <exception cref="JsonException">The JSON is not acceptable.</exception>
public delegate T? JsonItemReader<T>(ref Utf8JsonReader reader)
    where T : class;

/// <summary>The response to a <see cref="CustomRequest"/>.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
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

    /// <summary>Whether the response had no body.</summary>
    public bool IsEmpty { get; }

    /// <summary>The cursor that continues the list in the response. Null when there is none.</summary>
    public string? NextCursor { get; }
}
