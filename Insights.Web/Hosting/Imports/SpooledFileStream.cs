namespace Insights.Web.Hosting.Imports;

/// <summary>Reads a <see cref="SpooledFile"/>: one decrypted frame in memory at a time.</summary>
internal sealed class SpooledFileStream(SpooledFile file, long length) : Stream
{
    private readonly byte[] _plain = new byte[SpooledFile.FrameBytes];
    private long _frame = -1;
    private int _frameBytes;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
            return 0;
        var frame = _position / SpooledFile.FrameBytes;
        if (frame != _frame)
        {
            _frameBytes = file.ReadFrame(frame, _plain);
            _frame = frame;
        }
        var start = (int)(_position % SpooledFile.FrameBytes);
        var bytes = Math.Min(buffer.Length, _frameBytes - start);
        _plain.AsSpan(start, bytes).CopyTo(buffer);
        _position += bytes;
        return bytes;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Array.Clear(_plain);
        base.Dispose(disposing);
    }
}
