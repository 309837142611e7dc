using System.Security.Cryptography;

namespace Insights.Import.Reading;

/// <summary>What one look over all bytes of a file tells before any of them is interpreted: identity, kind, encoding.</summary>
/// <param name="Identity">The same bytes are the same import. That of a big file is not known yet.</param>
/// <param name="Bytes">Length when surveyed; a different length while importing means that the file was replaced under us.</param>
/// <param name="Kind">What the first bytes say the file is.</param>
/// <param name="Encoding">How its text is read.</param>
internal sealed record FileSurvey(FileIdentity Identity, long Bytes, DateTime LastWriteUtc, FileKind Kind, TextEncoding Encoding)
{
    /// <summary>Hashing so many bytes takes as long as starting to import them; and a second pass over them finds them in memory.</summary>
    private const long WorthHashingBeside = 16 << 20;

    /// <summary>Reads the whole file once, in bounded memory.</summary>
    /// <param name="open">Opens the path for reading: the bytes of the file, not those it may lie encrypted in.</param>
    public static FileSurvey Of(string path, Func<string, Stream> open, CancellationToken cancel = default)
    {
        var lastWrite = File.GetLastWriteTimeUtc(path);
        using var stream = open(path);
        return Of(stream, lastWrite, cancel);
    }

    /// <param name="again">Opens the same bytes once more, where that costs next to nothing: a big file is then looked at from two places at once, and hashed beside all that follows. Null: here.</param>
    internal static FileSurvey Of(Stream stream, DateTime lastWriteUtc, CancellationToken cancel, Func<Stream>? again = null)
    {
        if (again is not null && stream.Length >= WorthHashingBeside)
            return Of(InHalves(stream, again, cancel), new FileIdentity(again), lastWriteUtc);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var seen = BytesSeen.In(stream, 0, long.MaxValue, hash, cancel);
        return Of(seen, new FileIdentity(Convert.ToHexStringLower(hash.GetHashAndReset())), lastWriteUtc);
    }

    private static FileSurvey Of(BytesSeen seen, FileIdentity identity, DateTime lastWriteUtc)
    {
        // Whole characters of several bytes before a torn one: UTF-8 that was cut off on its way. Without them the last byte may be a letter of Windows-1252.
        bool torn = seen.IsUtf8 && seen.EndsWithinCharacter && seen.GoesBeyondAscii;
        bool utf8 = seen.IsUtf8 && !seen.EndsWithinCharacter;
        return new FileSurvey(identity, seen.Bytes, lastWriteUtc, FileKinds.Of(seen.Head), TextEncoding.Guess(seen.Head, utf8, torn, seen.Bytes, seen.NulsAtEven, seen.NulsAtOdd));
    }

    /// <summary>No row can be read before all bytes were looked at, so both processors look.</summary>
    private static BytesSeen InHalves(Stream stream, Func<Stream> again, CancellationToken cancel)
    {
        long middle = stream.Length / 2;
        using var second = again();
        second.Position = middle;
        Span<byte> start = stackalloc byte[8];
        middle += BytesSeen.CutOff(start[..second.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        second.Position = middle;
        var behind = Task.Run(() => BytesSeen.In(second, middle, long.MaxValue, null, cancel), cancel);
        try
        {
            var before = BytesSeen.In(stream, 0, middle, null, cancel);
            return before.Then(behind.GetAwaiter().GetResult());
        }
        finally
        {
            // Before its stream is closed, whatever went wrong.
            behind.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }
}
