using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Insights.Import.Reading;

/// <summary>What a stretch of a file's bytes tells of its encoding.</summary>
internal sealed class BytesSeen
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Bytes of a character that was cut by the end of a block.</summary>
    private const int LongestTail = 4;

    private const int HeadBytes = 4096;

    public long Bytes { get; private set; }

    public byte[] Head { get; private set; } = [];

    /// <summary>All of it, but for a character cut off by its end.</summary>
    public bool IsUtf8 { get; private set; } = true;

    public bool EndsWithinCharacter { get; private set; }

    public bool GoesBeyondAscii { get; private set; }

    public long NulsAtEven { get; private set; }

    public long NulsAtOdd { get; private set; }

    /// <summary>Reads a stretch in bounded memory.</summary>
    /// <param name="offset">Where the stream stands in the file.</param>
    /// <param name="length">Of the stretch; it ends with the stream at the latest.</param>
    /// <param name="hash">Takes the same bytes, on another thread while the next are read and looked at: it takes half of the time.</param>
    public static BytesSeen In(Stream stream, long offset, long length, IncrementalHash? hash, CancellationToken cancel)
    {
        var seen = new BytesSeen();

        // Rented: large objects, and many small files in a row would bring a full collection with each few of them.
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes + LongestTail), other = ArrayPool<byte>.Shared.Rent(BlockBytes + LongestTail);
        var hashing = Task.CompletedTask;
        int carried = 0;
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                int read = stream.Read(block, carried, (int)Math.Min(BlockBytes, length - seen.Bytes));
                hashing.GetAwaiter().GetResult();
                if (read == 0)
                    break;
                if (hash is not null)
                    hashing = AppendAsync(hash, block.AsMemory(carried, read));
                var fresh = block.AsSpan(carried, read);
                if (seen.Bytes == 0)
                    seen.Head = fresh[..Math.Min(read, HeadBytes)].ToArray();
                seen.CountNuls(fresh, offset + seen.Bytes);
                seen.Bytes += read;
                carried = seen.IsUtf8 ? seen.CheckUtf8(block, carried + read, other) : 0;
                (block, other) = (other, block);
            }
        }
        finally
        {
            // Before the hash is disposed, whatever went wrong.
            hashing.GetAwaiter().GetResult();

            // They held what may be card numbers.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
            ArrayPool<byte>.Shared.Return(other, clearArray: true);
        }

        seen.EndsWithinCharacter = carried > 0;
        return seen;
    }

    /// <summary>This stretch and the one behind it, which begins where no character is cut.</summary>
    public BytesSeen Then(BytesSeen next) => new()
    {
        Bytes = Bytes + next.Bytes,
        Head = Head,
        IsUtf8 = IsUtf8 && next.IsUtf8 && (!EndsWithinCharacter || next.Bytes == 0),
        EndsWithinCharacter = next.Bytes == 0 ? EndsWithinCharacter : next.EndsWithinCharacter,
        GoesBeyondAscii = GoesBeyondAscii || next.GoesBeyondAscii,
        NulsAtEven = NulsAtEven + next.NulsAtEven,
        NulsAtOdd = NulsAtOdd + next.NulsAtOdd,
    };

    /// <summary>How many bytes at the start of a stretch belong to a character that begins before it.</summary>
    public static int CutOff(ReadOnlySpan<byte> start)
    {
        int bytes = 0;
        while (bytes < Math.Min(LongestTail, start.Length) && (start[bytes] & 0xC0) == 0x80)
            bytes++;
        return bytes;
    }

    private static Task AppendAsync(IncrementalHash hash, ReadOnlyMemory<byte> fresh) => Task.Run(() => hash.AppendData(fresh.Span));

    /// <summary>Returns how many bytes of an unfinished character were copied to the front of the next block.</summary>
    private int CheckUtf8(byte[] block, int length, byte[] next)
    {
        var text = block.AsSpan(0, length);
        int tail = UnfinishedTail(text);
        if (!Utf8.IsValid(text[..^tail]))
        {
            IsUtf8 = false;
            return 0;
        }

        GoesBeyondAscii = GoesBeyondAscii || !Ascii.IsValid(text[..^tail]);
        text[^tail..].CopyTo(next);
        return tail;
    }

    private static int UnfinishedTail(ReadOnlySpan<byte> text)
    {
        for (int back = 1; back <= Math.Min(3, text.Length); back++)
        {
            byte b = text[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            int needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needs > back ? back : 0;
        }

        return 0;
    }

    private void CountNuls(ReadOnlySpan<byte> fresh, long offset)
    {
        int at = fresh.IndexOf((byte)0);
        while (at >= 0 && at < fresh.Length)
        {
            if (fresh[at] == 0)
            {
                if (((offset + at) & 1) == 0)
                    NulsAtEven++;
                else
                    NulsAtOdd++;
                at++;
                continue;
            }

            int next = fresh[at..].IndexOf((byte)0);
            if (next < 0)
                break;
            at += next;
        }
    }
}
