namespace KooDrive.TestServer;

/// <summary>
/// A short stand-in for a text, the same in every run: FNV-1a, then MurmurHash3's finishing step, which scatters similar texts.
/// </summary>
internal static class Fingerprint
{
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in text)
            hash = (hash ^ character) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
