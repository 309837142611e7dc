using System.Text;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Pipeline;

/// <content>Lines of sums that people and spreadsheets put below a table, or between its parts.</content>
internal sealed partial class Row
{
    private static readonly Vocabulary TotalWords = new(
        "total", "totals", "grand total", "sub total", "subtotal", "sum", "sums", "summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme",
        "total general", "suma", "total général", "sous-total", "totale", "soma", "totaal");

    /// <summary>
    /// A rejected record whose first text is the word for a sum, and most of whose cells are empty, is no row that somebody has to correct.
    /// Nothing that can be read as a row gets here.
    /// </summary>
    public void SkipIfTotals()
    {
        string? first = null;
        int filled = 0;
        for (int i = 0; i < cells.FieldCount; i++)
        {
            if (TextAt(cells.Field(i)) is not { } text)
                continue;
            filled++;
            // "Total:", "Total 12", "Total: 1,250.00".
            first ??= text.AsSpan().TrimEnd("0123456789.,: ").ToString();
        }

        if (first is not null && filled * 2 <= Math.Max(cells.FieldCount, cells.ExpectedFields) && TotalWords.Find(first) is not null)
            SkipInstead(first, "totals-row", "A line of totals is no row.");
    }
}
