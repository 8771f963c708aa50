using System;

namespace KooDrive.Client.Paging;

/// <summary>Detects that a page is identical to the previous one. One instance per enumeration of a listing.</summary>
internal sealed class RepeatGuard
{
    private byte[] _previous = [];
    private int _length;

    /// <param name="list">The page, in UTF-8.</param>
    /// <param name="count">How many items it has: several empty pages are allowed.</param>
    public bool IsRepeat(ReadOnlySpan<byte> list, int count)
    {
        if (count > 0 && list.SequenceEqual(_previous.AsSpan(0, _length)))
            return true;
        if (_previous.Length < list.Length)
            _previous = new byte[list.Length];
        list.CopyTo(_previous);
        _length = list.Length;
        return false;
    }
}
