using System.Security.Cryptography;

namespace KooDrive.Http;

/// <summary>Makes values for <c>X-Traceid</c>: the reference wants 58 positions.</summary>
internal static class TraceId
{
    public const int Length = 58;

    public static string New()
    {
        var random = new byte[Length / 2];
#if NET
        RandomNumberGenerator.Fill(random);
        return System.Convert.ToHexString(random);
#else
        using (var generator = RandomNumberGenerator.Create())
            generator.GetBytes(random);
        var text = new System.Text.StringBuilder(Length);
        foreach (byte value in random)
            text.Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
#endif
    }
}
