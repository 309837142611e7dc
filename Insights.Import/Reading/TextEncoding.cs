using System.Text;

namespace Insights.Import.Reading;

/// <summary>How the bytes of a file become text, and why we think so.</summary>
/// <param name="Name">Shown to people: "UTF-8", "Windows-1252 (a guess: …)".</param>
/// <param name="Encoding">Null for UTF-8, which is read as it is.</param>
/// <param name="PreambleBytes">Length of the byte order mark, which is no part of the first header.</param>
internal sealed record TextEncoding(string Name, Encoding? Encoding, int PreambleBytes)
{
    /// <summary>The order is: byte order mark, pattern of NULs, strict UTF-8 over the whole file, Windows-1252.</summary>
    /// <param name="torn">UTF-8 but for an unfinished character at the very end.</param>
    public static TextEncoding Guess(ReadOnlySpan<byte> head, bool utf8, bool torn, long bytes, long nulsAtEven, long nulsAtOdd)
    {
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            // What follows may count on valid text: bytes that are none become the replacement character.
            return utf8
                ? new TextEncoding("UTF-8 with BOM", null, 3)
                : new TextEncoding("UTF-8 with BOM, some bytes are not valid UTF-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 3);
        }

        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
            return new TextEncoding("UTF-32 LE with BOM", new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4);
        if (head.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
            return new TextEncoding("UTF-32 BE with BOM", new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4);
        if (head.StartsWith<byte>([0xFF, 0xFE]))
            return new TextEncoding("UTF-16 LE with BOM", new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 2);
        if (head.StartsWith<byte>([0xFE, 0xFF]))
            return new TextEncoding("UTF-16 BE with BOM", new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 2);

        // Western text in UTF-16 has a NUL in nearly every other byte, all on the same side. A few stray NULs do not make a file UTF-16.
        long half = bytes / 2;
        if (half > 0 && nulsAtOdd > half * 4 / 10 && nulsAtEven * 20 < nulsAtOdd)
            return new TextEncoding("UTF-16 LE without BOM (seen from its NULs)", new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 0);
        if (half > 0 && nulsAtEven > half * 4 / 10 && nulsAtOdd * 20 < nulsAtEven)
            return new TextEncoding("UTF-16 BE without BOM (seen from its NULs)", new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 0);

        if (utf8)
            return new TextEncoding("UTF-8", null, 0);
        if (torn)
            return new TextEncoding("UTF-8, cut off inside its last character", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 0);
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        return new TextEncoding("Windows-1252 (a guess: the file is not valid UTF-8)", western, 0) { IsGuess = true };
    }

    /// <summary>No byte says what the text is: it could be any encoding of a byte a letter.</summary>
    public bool IsGuess { get; private init; }

    public static bool IsKnown(string name) => Find(name) is not null;

    /// <summary>The encoding a person named.</summary>
    /// <param name="guess">What the bytes say; its byte order mark stays no part of the first cell.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static TextEncoding Named(string name, TextEncoding guess)
    {
        // ASCII is a part of UTF-8; a file that is more than that was named wrongly and is read as what it is.
        if (name.Equals("ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return guess;
        var named = Find(name) ?? throw new ArgumentException($"There is no encoding named '{name}'. Known are utf-8, utf-16, utf-16be, windows-1252, iso-8859-1 and others.", nameof(name));
        bool utf8 = named.CodePage == System.Text.Encoding.UTF8.CodePage;
        return new TextEncoding(named.WebName, utf8 ? null : named, guess.PreambleBytes);
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A stream of UTF-8 over the file's bytes, behind the byte order mark. Disposes <paramref name="bytes"/> with it.</summary>
    public Stream Utf8Over(Stream bytes)
    {
        for (int skipped = 0; skipped < PreambleBytes && bytes.ReadByte() >= 0; skipped++)
        {
        }

        return Encoding is null ? bytes : System.Text.Encoding.CreateTranscodingStream(bytes, Encoding, System.Text.Encoding.UTF8, leaveOpen: false);
    }
}
