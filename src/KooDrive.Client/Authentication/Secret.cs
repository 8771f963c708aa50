using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>
/// A secret as bytes that are overwritten when it is disposed. Headers need it as a string; such strings stay in memory until
/// the garbage collector frees them.
/// </summary>
internal sealed partial class Secret : IDisposable
{
    private readonly byte[] _utf8;
    private volatile bool _wiped;

    public Secret(SecureString value)
    {
        IntPtr unicode = Marshal.SecureStringToGlobalAllocUnicode(value);
        try
        {
            var characters = new char[value.Length];
            Marshal.Copy(unicode, characters, 0, characters.Length);
            _utf8 = AllocatePinned(Encoding.UTF8.GetByteCount(characters));
            Encoding.UTF8.GetBytes(characters, 0, characters.Length, _utf8, 0);
            Array.Clear(characters, 0, characters.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unicode);
        }
    }

    public Secret(string value)
    {
        _utf8 = AllocatePinned(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, 0, value.Length, _utf8, 0);
    }

    /// <summary>The bytes themselves, not a copy.</summary>
    public byte[] Bytes => _wiped ? throw KooDriveErrors.Disconnected() : _utf8;

    public string Reveal() => Encoding.UTF8.GetString(Bytes);

    public void Dispose()
    {
        _wiped = true;
        Array.Clear(_utf8, 0, _utf8.Length);
    }
}
