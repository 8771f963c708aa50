using System;

namespace KooDrive.Client.Http;

/// <summary>
/// Makes values for <c>X-Traceid</c>: the reference wants 58 positions. They tell requests apart and are no secret: ordinary random
/// numbers do.
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
