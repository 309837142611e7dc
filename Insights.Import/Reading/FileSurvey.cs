using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Insights.Import.Reading;

/// <summary>What one look over all bytes of a file tells before any of them is interpreted: identity, kind, encoding.</summary>
/// <param name="Identity"><see cref="Sha256"/>, which of a big file may still be worked out.</param>
/// <param name="Bytes">Length when surveyed; a different length while importing means that the file was replaced under us.</param>
/// <param name="Kind">What the first bytes say the file is.</param>
/// <param name="Encoding">How its text is read.</param>
internal sealed record FileSurvey(Task<string> Identity, long Bytes, DateTime LastWriteUtc, FileKind Kind, TextEncoding Encoding)
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Hashing so many bytes takes as long as starting to import them; and a second pass over them finds them in memory.</summary>
    private const long WorthHashingBeside = 16 << 20;

    /// <summary>Bytes of a character that was cut by the end of a block.</summary>
    private const int LongestTail = 4;

    /// <summary>Lower-case hex; the same bytes are the same import. Waits until it is known.</summary>
    public string Sha256 => Identity.GetAwaiter().GetResult();

    /// <summary>Reads the whole file once, in bounded memory.</summary>
    /// <param name="open">Opens the path for reading: the bytes of the file, not those it may lie encrypted in.</param>
    public static FileSurvey Of(string path, Func<string, Stream> open, CancellationToken cancel = default)
    {
        var lastWrite = File.GetLastWriteTimeUtc(path);
        using var stream = open(path);
        return Of(stream, lastWrite, cancel);
    }

    /// <param name="again">Opens the same bytes once more, where that costs next to nothing: a big file is then hashed beside all that follows. Null: here.</param>
    internal static FileSurvey Of(Stream stream, DateTime lastWriteUtc, CancellationToken cancel, Func<Stream>? again = null)
    {
        var beside = again is not null && stream.Length >= WorthHashingBeside ? Task.Run(() => HashOf(again, cancel), cancel) : null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Rented: large objects, and many small files in a row would bring a full collection with each few of them.
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes + LongestTail), other = ArrayPool<byte>.Shared.Rent(BlockBytes + LongestTail);
        byte[] head = [];

        // Hashed on another thread while the next block is read and looked at: it takes half of the time.
        var hashing = Task.CompletedTask;
        long bytes = 0;
        int carried = 0;
        bool utf8 = true, beyondAscii = false;
        long nulsAtEven = 0, nulsAtOdd = 0;
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                int read = stream.Read(block, carried, BlockBytes);
                hashing.GetAwaiter().GetResult();
                if (read == 0)
                    break;
                if (beside is null)
                    hashing = AppendAsync(hash, block.AsMemory(carried, read));
                var fresh = block.AsSpan(carried, read);
                if (bytes == 0)
                    head = fresh[..Math.Min(read, 4096)].ToArray();
                CountNuls(fresh, bytes, ref nulsAtEven, ref nulsAtOdd);
                bytes += read;
                carried = utf8 ? CheckUtf8(block, carried + read, other, ref utf8, ref beyondAscii) : 0;
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

        // Whole characters of several bytes before a torn one: UTF-8 that was cut off on its way. Without them the last byte may be a letter of Windows-1252.
        bool torn = utf8 && carried > 0 && beyondAscii;
        if (carried > 0)
            utf8 = false;
        return new FileSurvey(
            beside ?? Task.FromResult(Convert.ToHexStringLower(hash.GetHashAndReset())), bytes, lastWriteUtc, FileKinds.Of(head),
            TextEncoding.Guess(head, utf8, torn, bytes, nulsAtEven, nulsAtOdd));
    }

    private static string HashOf(Func<Stream> open, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = open();
        byte[] block = new byte[BlockBytes];
        int read;
        while ((read = stream.Read(block)) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Task AppendAsync(IncrementalHash hash, ReadOnlyMemory<byte> fresh) => Task.Run(() => hash.AppendData(fresh.Span));

    /// <summary>Returns how many bytes of an unfinished character were copied to the front of the next block.</summary>
    private static int CheckUtf8(byte[] block, int length, byte[] next, ref bool valid, ref bool beyondAscii)
    {
        var text = block.AsSpan(0, length);
        int tail = UnfinishedTail(text);
        if (!Utf8.IsValid(text[..^tail]))
        {
            valid = false;
            return 0;
        }

        beyondAscii = beyondAscii || !Ascii.IsValid(text[..^tail]);
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

    private static void CountNuls(ReadOnlySpan<byte> fresh, long offset, ref long even, ref long odd)
    {
        int at = fresh.IndexOf((byte)0);
        while (at >= 0 && at < fresh.Length)
        {
            if (fresh[at] == 0)
            {
                if (((offset + at) & 1) == 0)
                    even++;
                else
                    odd++;
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
