using System.Buffers;
using System.Collections.Concurrent;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// Hands written bytes to another thread, which writes them on: making a sheet's XML and deflating it cost about the same, so side by side they take
/// half the time. A failure there is thrown at the next write, or at the end.
/// </summary>
internal sealed class WriteBehind : Stream
{
    /// <summary>Buffers under way; the writer waits when the other side is slower. Bounds memory at a megabyte.</summary>
    private const int MostBuffers = 16;

    private readonly BlockingCollection<(byte[] Bytes, int Length)> queue = new(MostBuffers);
    private readonly Stream inner;
    private readonly Task writing;

    /// <param name="inner">Is disposed with this stream.</param>
    public WriteBehind(Stream inner)
    {
        this.inner = inner;
        writing = Task.Factory.StartNew(WriteOn, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var copy = ArrayPool<byte>.Shared.Rent(buffer.Length);
        buffer.CopyTo(copy);
        try
        {
            queue.Add((copy, buffer.Length));
        }
        catch (InvalidOperationException)
        {
            // The queue was closed because the other side failed: that failure is what the caller must hear of.
            writing.GetAwaiter().GetResult();
            throw;
        }
    }

    public override void Flush()
    {
        // Nothing is promised before the end: the entry is only whole once it is closed.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            queue.CompleteAdding();
            try
            {
                writing.GetAwaiter().GetResult();
            }
            finally
            {
                inner.Dispose();
                queue.Dispose();
            }
        }
        base.Dispose(disposing);
    }

    private void WriteOn()
    {
        try
        {
            foreach (var (bytes, length) in queue.GetConsumingEnumerable())
            {
                inner.Write(bytes, 0, length);
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
        finally
        {
            // After a failure no one takes from the queue any more, and a writer must not wait for ever.
            queue.CompleteAdding();
        }
    }
}
