using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>Collects a row's content as bytes and hashes it. One instance a writer; not for two threads.</summary>
internal sealed class ContentHash
{
    private byte[] bytes = new byte[4096];
    private int length;

    /// <summary>The hash of a fact's content and of the vendor the row itself names; without lineage, so that another file with the same row changes nothing.</summary>
    public long Of<T, TShape>(T row, int namedVendor) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        length = 0;
        var sink = new Sink(this);
        sink.Int32(namedVendor);
        TShape.Content(row, ref sink);
        return Finish();
    }

    /// <summary>The hash of an event's content, its instant included.</summary>
    public long OfEvent<T, TShape>(T row) where T : class, new() where TShape : struct, IEventShape<T>
    {
        length = 0;
        var sink = new Sink(this);
        sink.Instant(TShape.Name(row).OccurredAt);
        TShape.Content(row, sink);
        return Finish();
    }

    private long Finish() => unchecked((long)StableHash.Of(bytes.AsSpan(0, length)));

    private void Null()
    {
        if (length == bytes.Length)
            Array.Resize(ref bytes, length * 2);
        bytes[length++] = 0;
    }

    private Span<byte> Take(int count)
    {
        if (length + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        var taken = bytes.AsSpan(length, count);
        length += count;
        return taken;
    }

    /// <summary>Each value is told apart from null and from its neighbours: nulls are one byte, text carries its length.</summary>
    private readonly struct Sink(ContentHash hash) : IColumnSink
    {
        public void Int64(long value)
        {
            var to = hash.Take(9);
            to[0] = 1;
            BinaryPrimitives.WriteInt64LittleEndian(to[1..], value);
        }

        public void Int64(long? value)
        {
            if (value is { } known)
                Int64(known);
            else
                hash.Null();
        }

        public void Int32(int value) => Int64(value);

        public void Int32(int? value) => Int64(value);

        public void Text(string? value)
        {
            if (value is null)
            {
                hash.Null();
                return;
            }

            var to = hash.Take(5 + (value.Length * 2));
            to[0] = 1;
            BinaryPrimitives.WriteInt32LittleEndian(to[1..], value.Length);
            MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(to[5..]);
        }

        public void Flag(bool value) => hash.Take(1)[0] = value ? (byte)3 : (byte)2;

        public void Instant(DateTime value) => Int64(UnixTime.ToSeconds(value));

        public void Instant(DateTime? value)
        {
            if (value is { } known)
                Instant(known);
            else
                hash.Null();
        }
    }
}
