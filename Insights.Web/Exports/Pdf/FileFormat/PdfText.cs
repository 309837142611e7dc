using System.Text;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>Strings and names in PDF syntax.</summary>
internal static class PdfText
{
    /// <summary>A text string: plain where it is ASCII, else UTF-16 with its byte-order mark.</summary>
    public static string String(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return Ascii(text);
        var hex = new StringBuilder("<FEFF");
        foreach (var c in text)
            hex.Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        return hex.Append('>').ToString();
    }

    private static string Ascii(string text) =>
        "(" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal) + ")";

    public static string Number(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>D:20261031120000Z.</summary>
    public static string Date(NodaTime.Instant instant) => "(D:" + instant.ToString("uuuuMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture) + "Z)";
}
