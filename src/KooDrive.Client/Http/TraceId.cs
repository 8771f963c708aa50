#if NET
using System;
#else
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
#endif

namespace KooDrive.Client.Http;

/// <summary>
/// Makes values for <c>X-Traceid</c>: the reference wants 58 positions. They tell requests apart and are no secret: quick random
/// numbers do.
/// </summary>
internal static class TraceId
{
    public const int Length = 58;

    public static string New()
    {
#if NET
        Span<byte> random = stackalloc byte[Length / 2];
        Random.Shared.NextBytes(random);
        return Convert.ToHexString(random);
#else
        var random = new byte[Length / 2];
        using (var generator = RandomNumberGenerator.Create())
            generator.GetBytes(random);
        var text = new StringBuilder(Length);
        foreach (byte value in random)
            text.Append(value.ToString("X2", CultureInfo.InvariantCulture));
        return text.ToString();
#endif
    }
}
