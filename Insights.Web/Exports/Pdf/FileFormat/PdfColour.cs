namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>A colour on white paper, from #rrggbb.</summary>
internal readonly record struct PdfColour(byte Red, byte Green, byte Blue)
{
    public static PdfColour Of(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#' || !int.TryParse(hex.AsSpan(1), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var value))
            throw new ArgumentException($"“{hex}” is not a colour; write it as #rrggbb.", nameof(hex));
        return new((byte)(value >> 16), (byte)((value >> 8) & 255), (byte)(value & 255));
    }

    /// <summary>The colour laid thinly over white. Real transparency would make some printers rasterise the page.</summary>
    public PdfColour OverWhite(double opacity)
    {
        static byte Mixed(byte value, double share) => (byte)Math.Round(255 - (255 - value) * share);
        return opacity >= 1 ? this : new(Mixed(Red, opacity), Mixed(Green, opacity), Mixed(Blue, opacity));
    }
}
