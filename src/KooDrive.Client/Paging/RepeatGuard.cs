using System;

namespace KooDrive.Client.Paging;

/// <summary>Notices that a list comes for the second time in a row. One for one listing.</summary>
internal sealed class RepeatGuard
{
    private byte[] _previous = [];
    private int _length;

    /// <param name="list">The page as it was sent, in UTF-8.</param>
    /// <param name="count">How many items are on it: empty pages may follow each other.</param>
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
