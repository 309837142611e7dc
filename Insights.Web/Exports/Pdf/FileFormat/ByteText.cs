using System.Text;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>Bytes of PDF syntax in the making. Numbers are written with at most two decimals: a hundredth of a point is finer than any printer.</summary>
internal sealed class ByteText(int capacity = 1024)
{
    private static readonly string Digits = "0123456789ABCDEF";
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }
    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public ByteText Add(string ascii)
    {
        Room(ascii.Length);
        Length += Encoding.Latin1.GetBytes(ascii, bytes.AsSpan(Length));
        return this;
    }

    public ByteText Add(char ascii)
    {
        Room(1);
        bytes[Length++] = (byte)ascii;
        return this;
    }

    public ByteText Add(ReadOnlySpan<byte> more)
    {
        Room(more.Length);
        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
        return this;
    }

    /// <summary>The number and a space.</summary>
    public ByteText Add(double value)
    {
        Room(24);
        var hundredths = (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            bytes[Length++] = (byte)'-';
            hundredths = -hundredths;
        }

        (hundredths / 100).TryFormat(bytes.AsSpan(Length), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
        var rest = (int)(hundredths % 100);
        if (rest != 0)
        {
            bytes[Length++] = (byte)'.';
            bytes[Length++] = (byte)('0' + rest / 10);
            if (rest % 10 != 0)
                bytes[Length++] = (byte)('0' + rest % 10);
        }

        bytes[Length++] = (byte)' ';
        return this;
    }

    /// <summary>Four hexadecimal digits: one two-byte character code.</summary>
    public ByteText AddCode(int code)
    {
        Room(4);
        for (var shift = 12; shift >= 0; shift -= 4)
            bytes[Length++] = (byte)Digits[(code >> shift) & 15];
        return this;
    }

    private void Room(int more)
    {
        if (Length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
    }
}
