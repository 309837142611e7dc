using System.Text;

namespace Insights.Web.Exports.Excel;

/// <summary>Names that spreadsheets accept, each unique in its workbook without regard to case.</summary>
internal sealed class Names
{
    private const int LongestSheetName = 31;

    // "History" belongs to Excel's own change tracking.
    private readonly HashSet<string> sheets = new(StringComparer.OrdinalIgnoreCase) { "History" };
    private readonly HashSet<string> tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>At most 31 characters, none of : \ / ? * [ ], no apostrophe at either end; cut between words where that leaves enough.</summary>
    public string Sheet(string title)
    {
        var clean = new StringBuilder();
        foreach (var c in title)
            clean.Append(c is ':' or '\\' or '/' or '?' or '*' or '[' or ']' || char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        var name = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('\'', ' ');
        if (name.Length == 0)
            name = "Sheet";
        var unique = Cut(name, LongestSheetName);
        for (var n = 2; !sheets.Add(unique); n++)
        {
            var ending = FormattableString.Invariant($" {n}");
            unique = Cut(name, LongestSheetName - ending.Length) + ending;
        }
        return unique;
    }

    /// <summary>Letters, digits and underscores; the prefix keeps it from reading as a cell (T1) or a reserved letter.</summary>
    public string Table(string id)
    {
        var name = "t_" + string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        name = name.Length > 200 ? name[..200] : name;
        var unique = name;
        for (var n = 2; !tables.Add(unique); n++)
            unique = FormattableString.Invariant($"{name}_{n}");
        return unique;
    }

    /// <summary>Column headings of one table: never empty, never twice.</summary>
    public static IReadOnlyList<string> Headings(IEnumerable<string> titles)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var headings = new List<string>();
        foreach (var title in titles)
        {
            var heading = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            heading = heading.Length == 0 ? "Column" : heading.Length > 200 ? heading[..200] : heading;
            var unique = heading;
            for (var n = 2; !seen.Add(unique); n++)
                unique = FormattableString.Invariant($"{heading} {n}");
            headings.Add(unique);
        }
        return headings;
    }

    /// <summary>A sheet's name inside a formula.</summary>
    public static string Quoted(string sheet) => "'" + sheet.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Cut(string name, int length)
    {
        if (name.Length <= length)
            return name;
        var cut = name[..length];
        var space = cut.LastIndexOf(' ');
        if (name[length] != ' ' && space >= length / 2)
            cut = cut[..space];
        return cut.TrimEnd(' ', '\'');
    }
}
