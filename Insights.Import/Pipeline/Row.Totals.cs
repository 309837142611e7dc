using System.Text;
using System.Text.RegularExpressions;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Pipeline;

/// <content>Lines of sums that people and spreadsheets put below a table, or between its parts.</content>
internal sealed partial class Row
{
    private static readonly Vocabulary TotalWords = new(
        "total", "totals", "grand total", "sub total", "subtotal", "sum", "sums", "summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme",
        "total general", "suma", "total général", "sous-total", "totale", "soma", "totaal");

    /// <summary>What programs write below a table: how many rows it has, when it was made, that it ends.</summary>
    [GeneratedRegex(@"^\W*(\(?\d[\d,. ]* (rows?|records?|transactions?|tickets?|items?|results?|zeilen|datensätze)\b|(rows?|records?|(total|number of) (rows|records|transactions|tickets|items|results|incidents|issues))\b\s*:?\s*\d|(end|ende|fin) (of|des|du|del) |(report |file )?(generated|created|exported|downloaded|erstellt|exportiert)( (on|at|by|am|von))?\b|page \d+ of \d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex ClosingLine();

    /// <summary>
    /// A rejected record whose first text is the word for a sum, and most of whose cells are empty, is no row that somebody has to correct.
    /// Nothing that can be read as a row gets here.
    /// </summary>
    public void SkipIfTotals()
    {
        string? first = null;
        string? whole = null;
        int filled = 0;
        for (int i = 0; i < cells.FieldCount; i++)
        {
            if (TextAt(cells.Field(i)) is not { } text)
                continue;
            filled++;
            whole ??= text;
            // "Total:", "Total 12", "Total: 1,250.00".
            first ??= text.AsSpan().TrimEnd("0123456789.,: ").ToString();
        }

        if (first is not null && filled * 2 <= Math.Max(cells.FieldCount, cells.ExpectedFields) && TotalWords.Find(first) is not null)
            SkipInstead(first, "totals-row", "A line of totals is no row.");
        else if (filled == 1 && Math.Max(cells.FieldCount, cells.ExpectedFields) > 2 && whole!.Length <= 200 && ClosingLine().IsMatch(whole))
            SkipInstead(whole, "closing-line", "A line that a program wrote below its table is no row.");
    }
}
