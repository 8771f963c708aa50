namespace KooDrive.TestServer;

/// <summary>
/// A hash of a text, the same in every run: FNV-1a, then the finalizer of MurmurHash3, with which similar texts differ more.
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
