using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Says below a table why values are missing: one reason for all, or a small letter for each.</summary>
internal sealed class MissingReasons
{
    private readonly List<string> reasons = [];

    public MissingReasons(Table table)
    {
        foreach (var row in table.Rows)
        {
            foreach (var cell in row)
                Note1(cell);
        }

        foreach (var cell in table.Totals ?? [])
            Note1(cell);

        void Note1(Cell? cell)
        {
            if (cell is Cell.None { Why.Length: > 0 } none && !reasons.Contains(none.Why))
                reasons.Add(none.Why);
        }
    }

    /// <summary>Space to the right of a dash for its letter.</summary>
    public double Room => reasons.Count > 1 ? 5 : 0;

    public string? Note => reasons.Count switch
    {
        0 => null,
        1 => $"{CellText.Missing} {reasons[0]}",
        _ => string.Join("   ", reasons.Select(reason => $"{CellText.Missing} {Letter(reason)} {reason}")),
    };

    public string? Letter(Cell.None missing) => reasons.Count > 1 && missing.Why.Length > 0 ? Letter(missing.Why) : null;

    private string Letter(string reason)
    {
        var i = reasons.IndexOf(reason);
        return i < 26 ? ((char)('a' + i)).ToString() : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
