namespace KooDrive.Client.Authentication;

/// <content>The memory for its bytes: .NET Framework cannot pin an array permanently, so copies are possible.</content>
internal sealed partial class Secret
{
    private static byte[] AllocatePinned(int length) => new byte[length];
}
