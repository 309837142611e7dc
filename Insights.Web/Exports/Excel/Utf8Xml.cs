using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// XML bytes on their way into a ZIP entry through one fixed buffer, so that a sheet of any length costs the same memory.
/// Text and numbers go straight to UTF-8; no strings are made.
/// </summary>
internal sealed class Utf8Xml(Stream output) : IDisposable
{
    private const int Size = 1 << 16;

    /// <summary>More than any number or escape needs.</summary>
    private const int Room = 64;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>_\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int used;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > buffer.Length - used)
        {
            var part = buffer.Length - used;
            bytes[..part].CopyTo(buffer.AsSpan(used));
            used = buffer.Length;
            Flush();
            bytes = bytes[part..];
        }
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>The start of a cell, which is most of a sheet: one look at the room left for all of it.</summary>
    public void Cell(ReadOnlySpan<byte> letters, ReadOnlySpan<byte> row, int style)
    {
        Reserve(Room);
        var to = buffer.AsSpan(used);
        "<c r=\""u8.CopyTo(to);
        var at = 6;
        letters.CopyTo(to[at..]);
        at += letters.Length;
        row.CopyTo(to[at..]);
        at += row.Length;
        "\" s=\""u8.CopyTo(to[at..]);
        at += 5;
        Utf8Formatter.TryFormat(style, to[at..], out var written);
        used += at + written;
    }

    /// <summary>XML that is ready to stand in the file.</summary>
    public void Raw(string xml) => Encode(xml);

    public void Integer(long value)
    {
        Reserve(Room);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written);
        used += written;
    }

    /// <summary>Shortest digits that read back as the same number.</summary>
    public void Number(double value)
    {
        Reserve(Room);
        value.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
        used += written;
    }

    /// <summary>Minor units with the decimal point put in its place: exact, no floating point on the way.</summary>
    public void Fixed(long minor, int decimals)
    {
        if (decimals == 0)
        {
            Integer(minor);
            return;
        }
        Reserve(Room);
        var scale = decimals == 3 ? 1000UL : 100UL;
        var magnitude = (ulong)Int128.Abs(minor);
        if (minor < 0)
            buffer[used++] = (byte)'-';
        Utf8Formatter.TryFormat(magnitude / scale, buffer.AsSpan(used), out var written);
        used += written;
        buffer[used++] = (byte)'.';
        Utf8Formatter.TryFormat(magnitude % scale, buffer.AsSpan(used), out written, new StandardFormat('D', (byte)decimals));
        used += written;
    }

    /// <summary>
    /// Text of a cell. Characters that XML cannot hold are written as _xHHHH_, which is how spreadsheets keep them;
    /// text that looks like such an escape is escaped itself. Lone surrogates become U+FFFD.
    /// </summary>
    public void Text(ReadOnlySpan<char> text)
    {
        var ascii = Ascii.IsValid(text);
        while (true)
        {
            var at = text.IndexOfAny(Special);
            if (!ascii && text.IndexOfAny('\uFFFE', '\uFFFF') is var odd and >= 0 && (at < 0 || odd < at))
                at = odd;
            if (at < 0)
                break;
            Encode(text[..at]);
            switch (text[at])
            {
                case '&': Raw("&amp;"u8); break;
                case '<': Raw("&lt;"u8); break;
                case '>': Raw("&gt;"u8); break;
                case '_' when LooksEscaped(text[at..]): Raw("_x005F_"u8); break;
                case '_': Raw("_"u8); break;
                case var control: Raw(string.Create(CultureInfo.InvariantCulture, $"_x{(int)control:X4}_")); break;
            }
            text = text[(at + 1)..];
        }
        Encode(text);
    }

    public void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
    }

    public void Dispose()
    {
        Flush();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    private void Encode(ReadOnlySpan<char> text)
    {
        const int Part = 8192;
        while (text.Length > Part)
        {
            // A pair of surrogates is one character and must not be cut.
            var length = char.IsHighSurrogate(text[Part - 1]) ? Part - 1 : Part;
            EncodePart(text[..length]);
            text = text[length..];
        }
        EncodePart(text);
    }

    private void EncodePart(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * 3);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    private void Reserve(int bytes)
    {
        if (buffer.Length - used < bytes)
            Flush();
    }
}
