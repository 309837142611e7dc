using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Setup;

/// <summary>A file larger than 256 MiB is looked at like any other: to its end, for what it is and for tables further down, and with no more memory than a small one.</summary>
public sealed class LargePreviewTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public async Task Preview_BeyondAQuarterOfAGigabyte_TellsFormatAndRows_WithinItsMemory()
    {
        using var import = new ImportFixture();
        string path = import.Write("large.csv", "stands for it");
        // Long texts, so that the bytes are many and the rows few.
        byte[] row = Encoding.UTF8.GetBytes("t1,charge,succeeded,2026-01-05T10:00:00Z,1.00,EUR," + new string('x', 60_000) + "\n");
        byte[] head = "transaction_id,kind,status,occurred_at,amount,currency,descriptor\n"u8.ToArray();
        byte[] tail = "\nvendor,name,country\noak,Oak,DE\n"u8.ToArray();
        long rows = 260 * Megabyte / row.Length;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [path], DryRun = true, Open = _ => new Repeated(head, row, rows, tail) }, path, default);

        long kept = GC.GetTotalMemory(forceFullCollection: false) - before;
        Assert.Equal(("canonical-transactions", head.Length + (rows * row.Length) + tail.Length), (preview.Format, preview.Bytes));
        Assert.True(preview.Bytes > 256 * Megabyte);
        Assert.Equal(20, preview.Rows.Count);
        Assert.Equal("canonical-vendors", Assert.Single(preview.Parts).Format);
        Assert.True(kept < 128 * Megabyte, $"{kept / Megabyte} MiB were kept.");
    }

    /// <summary>A head, one piece again and again, and a tail.</summary>
    private sealed class Repeated(byte[] head, byte[] piece, long times, byte[] tail) : Stream
    {
        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => head.Length + (piece.Length * times) + tail.Length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            long middle = position - head.Length;
            ReadOnlySpan<byte> rest = position < head.Length ? head.AsSpan((int)position)
                : middle < piece.Length * times ? piece.AsSpan((int)(middle % piece.Length))
                : tail.AsSpan((int)Math.Min(tail.Length, middle - (piece.Length * times)));
            int read = Math.Min(count, rest.Length);
            rest[..read].CopyTo(buffer.AsSpan(offset));
            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
