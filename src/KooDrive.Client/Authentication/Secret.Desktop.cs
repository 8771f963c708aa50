namespace KooDrive.Client.Authentication;

/// <content>Where its bytes lie: .NET Framework pins no arrays for good, and may leave copies behind.</content>
internal sealed partial class Secret
{
    private static byte[] AllocatePinned(int length) => new byte[length];
}
