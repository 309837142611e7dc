using System.Globalization;
using System.Text;

namespace Insights.Web.Tests.Exports.Excel;

/// <summary>A number under a number format as a spreadsheet shows it, for the formats the writer uses: sections, digits, percent, quoted text, dates, elapsed hours.</summary>
internal static class ShownText
{
    public static string Of(double value, string format)
    {
        if (format == "General")
            return value.ToString(CultureInfo.InvariantCulture);
        if (format == "[h]:mm:ss")
        {
            var seconds = (long)Math.Round(value * 86_400);
            return $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}";
        }
        var sections = format.Split(';');
        var section = sections[0];
        if (sections.Length > 1 && value < 0)
            section = sections[1];
        else if (sections.Length > 2 && value == 0)
            section = sections[2];
        var plain = Literals(section, out var literals);
        if (plain.StartsWith("d mmm yyyy", StringComparison.Ordinal))
        {
            // Spreadsheets drop the seconds; half a second guards against the last bit of the fraction.
            var at = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(Math.Floor((value * 86_400) + 0.5));
            return plain.Replace("d mmm yyyy", at.ToString("d MMM yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("hh:mm", at.ToString("HH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal) + string.Concat(literals.Select(literal => literal.Text));
        }
        var digits = plain.Trim(' ', '%').Trim();
        var decimals = digits.Contains('.') ? digits.Length - digits.IndexOf('.') - 1 : 0;
        var shown = Math.Round((decimal)value * (plain.Contains('%') ? 100 : 1), decimals, MidpointRounding.AwayFromZero);
        var hasSections = sections.Length > 1;
        var text = (hasSections ? Math.Abs(shown) : shown).ToString("N" + decimals, CultureInfo.InvariantCulture) + (plain.EndsWith(" %", StringComparison.Ordinal) ? " %" : "");
        return string.Concat(literals.Where(literal => literal.Front).Select(literal => literal.Text)) + text + string.Concat(literals.Where(literal => !literal.Front).Select(literal => literal.Text));
    }

    private static string Literals(string section, out List<(bool Front, string Text)> literals)
    {
        literals = [];
        var plain = new StringBuilder();
        for (var i = 0; i < section.Length; i++)
        {
            if (section[i] != '"')
            {
                plain.Append(section[i]);
                continue;
            }
            var end = section.IndexOf('"', i + 1);
            literals.Add((plain.Length == 0, section[(i + 1)..end]));
            i = end;
        }
        return plain.ToString();
    }
}
