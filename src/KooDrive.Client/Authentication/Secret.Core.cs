using System;

namespace KooDrive.Client.Authentication;

/// <content>Where its bytes lie: pinned, so that the collector leaves no copies behind when it compacts the heap.</content>
internal sealed partial class Secret
{
    private static byte[] AllocatePinned(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
