using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>The whole body of a response, in a pooled buffer that is cleared before it is returned.</summary>
internal sealed partial class BufferedContent : HttpContent
{
    /// <summary>The limit for a response, after decompression.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private byte[] _buffer;
    private int _length;

    private BufferedContent(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

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

    /// <exception cref="ResponseTooLargeException">The body is larger than <see cref="MaximumBytes"/>.</exception>
    /// <exception cref="InvalidDataException">The body is not what its Content-Encoding says.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<BufferedContent> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (announced > MaximumBytes)
            throw new ResponseTooLargeException();
#pragma warning disable CA2000 // The caller disposes it; when there is an error, the catch below does.
        var body = new BufferedContent((int)(announced ?? 16 * 1024) + 1);
#pragma warning restore CA2000
        try
        {
            using var abort = AbortOnCancellation(response, cancellationToken);
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            do
            {
                body.MakeRoom();
                read = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken).ConfigureAwait(false);
                body._length += read;
                if (body._length > MaximumBytes)
                    throw new ResponseTooLargeException();
            }
            while (read > 0);
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();

            // The Brotli stream reports corrupt data with this type.
            if (e is InvalidOperationException and not ObjectDisposedException)
                throw new InvalidDataException(e.Message, e);
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(_buffer, 0, _length);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _length = 0;
        base.Dispose(disposing);
    }

    private void MakeRoom()
    {
        if (_length < _buffer.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
