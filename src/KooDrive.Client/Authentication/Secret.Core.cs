using System;

namespace KooDrive.Client.Authentication;

/// <content>The memory for its bytes: pinned, so that the garbage collector makes no copies.</content>
internal sealed partial class Secret
{
    private static byte[] AllocatePinned(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
