using System;

namespace KooDrive.Client.Json;

/// <summary>A response of the service: its envelope, and its value if there is one.</summary>
internal readonly record struct ParsedResponse<T>(T? Value, string? Code, string? Message)
{
    /// <summary>Code 0, as a number or as text. A response with a value may omit it.</summary>
    public bool IsSuccess => Code is "0" || (Code is null && Value is not null);
}

/// <summary>Reads the body of a response: UTF-8 without byte order mark.</summary>
/// <exception cref="System.Text.Json.JsonException">The body is not valid.</exception>
internal delegate ParsedResponse<T> ResponseReader<T>(ReadOnlySpan<byte> body);
