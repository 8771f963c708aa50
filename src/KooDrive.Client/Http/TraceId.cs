using System;

namespace KooDrive.Client.Http;

/// <summary>
/// Creates values for <c>X-Traceid</c>, which have 58 characters. They identify requests and are not secret, so ordinary random
/// numbers are sufficient.
/// </summary>
internal static class TraceId
{
    public const int Length = 58;

    public static string New()
    {
        var random = new byte[Length / 2];
        Random.Shared.NextBytes(random);
        return Convert.ToHexString(random);
    }
}
