namespace Insights.Web.Delivery.Sending;

/// <summary>
/// The last part of a mail. At its end, before the line that makes the server take the mail can be written, it reports; a report that fails breaks the connection off.
/// </summary>
internal sealed class HandOverStream(byte[] content, Func<Task> atEnd) : Stream
{
    private int _position;

    public bool IsReported { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Take(buffer.AsSpan(offset, count));
        if (read == 0)
            ReportAsync().GetAwaiter().GetResult();
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Take(buffer.Span);
        if (read == 0)
            await ReportAsync();
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        var read = Math.Min(buffer.Length, content.Length - _position);
        content.AsSpan(_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    private async Task ReportAsync()
    {
        if (IsReported)
            return;
        await atEnd();
        IsReported = true;
    }
}
