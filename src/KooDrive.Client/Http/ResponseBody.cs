using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>The whole body of an answer in a pooled buffer.</summary>
internal sealed class ResponseBody : IDisposable
{
    /// <summary>More than this is no answer of this API, whatever it is. Counted after decompression.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private byte[] _buffer;
    private int _length;

    private ResponseBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The body without a byte order mark.</summary>
    public ReadOnlySpan<byte> Utf8
    {
        get
        {
            ReadOnlySpan<byte> body = _buffer.AsSpan(0, _length);
            ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
            return body.StartsWith(byteOrderMark) ? body.Slice(byteOrderMark.Length) : body;
        }
    }

    /// <exception cref="InvalidDataException">The body is larger than <see cref="MaximumBytes"/>, or not what its Content-Encoding says.</exception>
    /// <exception cref="IOException">The connection broke off.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (announced > MaximumBytes)
            throw TooLarge();
#pragma warning disable CA2000 // The caller disposes it; when there is an error, the catch below does.
        var body = new ResponseBody((int)(announced ?? 16 * 1024) + 1);
#pragma warning restore CA2000
        try
        {
#if NET
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
            // This framework's streams look at the token before they read, and not while they do.
            using var abort = cancellationToken.Register(response.Dispose);
            using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            int read;
            do
            {
                body.MakeRoom();
#if NET
                read = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken).ConfigureAwait(false);
#else
                read = await stream.ReadAsync(body._buffer, body._length, body._buffer.Length - body._length, cancellationToken).ConfigureAwait(false);
#endif
                body._length += read;
                if (body._length > MaximumBytes)
                    throw TooLarge();
            }
            while (read > 0);
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();

            // This is how Brotli's stream says it; the others say it right.
            if (e is InvalidOperationException and not ObjectDisposedException)
                throw new InvalidDataException(e.Message, e);
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private static InvalidDataException TooLarge() => new("The answer is larger than 64 MB.");

    private void MakeRoom()
    {
        if (_length < _buffer.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
