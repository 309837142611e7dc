using System.IO.Compression;

namespace Insights.Import.Reading.Containers;

/// <summary>
/// Gzip's content, with an error where the file was cut off: the framework ends such a stream as if it were whole. A short member of our own is
/// put behind the file; it comes out only when everything before it was complete, and is taken off again.
/// </summary>
internal sealed class WholeGzip : ReadOnlyStream
{
    private static readonly byte[] Mark = Guid.NewGuid().ToByteArray();
    private readonly GZipStream _content;
    private readonly byte[] _buffer = new byte[(1 << 16) + 16];
    private int _start;
    private int _end;
    private bool _ended;

    public WholeGzip(Stream compressed) => _content = new GZipStream(new Followed(compressed, MarkMember()), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        // The last bytes are held back until it is known that they are not the mark.
        while (!_ended && _end - _start <= Mark.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            int read = _content.Read(_buffer.AsSpan(_end));
            _end += read;
            if (read > 0)
                continue;
            _ended = true;
            if (!_buffer.AsSpan(0, _end).SequenceEqual(Mark))
                throw new InvalidDataException("The file ends in the middle.");
            _end = 0;
        }

        int give = _ended ? 0 : Math.Min(buffer.Length, _end - _start - Mark.Length);
        _buffer.AsSpan(_start, give).CopyTo(buffer);
        _start += give;
        return give;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] MarkMember()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Mark);
        return stream.ToArray();
    }

    /// <summary>One stream, and some bytes behind it.</summary>
    private sealed class Followed(Stream first, byte[] then) : ReadOnlyStream
    {
        private int _at = -1;

        public override int Read(Span<byte> buffer)
        {
            if (_at < 0)
            {
                int read = first.Read(buffer);
                if (read > 0 || buffer.IsEmpty)
                    return read;
                _at = 0;
            }

            int give = Math.Min(buffer.Length, then.Length - _at);
            then.AsSpan(_at, give).CopyTo(buffer);
            _at += give;
            return give;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                first.Dispose();
            base.Dispose(disposing);
        }
    }
}
