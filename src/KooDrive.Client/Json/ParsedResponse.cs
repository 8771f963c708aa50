using System;

namespace KooDrive.Client.Json;

/// <summary>An answer of the service: its envelope, and the value in it when the reader found one.</summary>
internal readonly record struct ParsedResponse<T>(T? Value, string? Code, string? Message)
{
    /// <summary>Code 0, as a number or as text. An answer that has a value may leave it out.</summary>
    public bool IsSuccess => Code is "0" || (Code is null && Value is not null);
}

/// <summary>Reads the body of an answer: UTF-8 without byte order mark.</summary>
/// <exception cref="System.Text.Json.JsonException">The body is not the JSON of the contract.</exception>
internal delegate ParsedResponse<T> ResponseReader<T>(ReadOnlySpan<byte> body);
