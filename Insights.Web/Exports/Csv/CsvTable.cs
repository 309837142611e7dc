using System.Globalization;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Csv;

/// <summary>One table as CSV, rows streamed. A money column of several currencies gets a second column that names them.</summary>
internal sealed class CsvTable(Table table, DateTimeZone zone, CsvOptions options)
{
    private readonly string?[] currencies = [.. table.Columns.Select((column, i) => column.Kind == ColumnKind.Money ? SingleCurrency(table, i) : null)];

    public void Write(Stream output)
    {
        using var lines = new CsvLines(output, options);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            lines.Text(Heading(table.Columns[i], currencies[i]));
            if (NamesCurrency(i))
                lines.Text(options.Flavour == CsvFlavour.Machine ? table.Columns[i].Key + "_currency" : table.Columns[i].Title + " currency");
        }
        lines.End();
        foreach (var row in table.Rows)
            WriteRow(lines, row);
        // A machine adds up by itself, and would add the totals too.
        if (options.Flavour == CsvFlavour.Excel && table.Totals is { } totals && table.Rows.Count > 0)
            WriteRow(lines, totals);
        if (table.Cap is { } cap)
            WriteRow(lines, [new Cell.Text(cap), .. Enumerable.Repeat<Cell?>(null, table.Columns.Count - 1)]);
    }

    private void WriteRow(CsvLines lines, IReadOnlyList<Cell?> row)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var cell = i < row.Count ? row[i] : null;
            if (cell is Cell.Text text)
                lines.Text(text.Value);
            else
                lines.Number(options.Flavour == CsvFlavour.Machine ? CellText.Machine(cell) : CellText.Spreadsheet(cell, zone, options.Decimal));
            if (NamesCurrency(i))
                lines.Text(cell is Cell.Money money ? money.Currency : "");
        }
        lines.End();
    }

    private bool NamesCurrency(int column) => table.Columns[column].Kind == ColumnKind.Money && currencies[column] is null;

    private string Heading(Column column, string? currency) => options.Flavour switch
    {
        CsvFlavour.Machine => column.Kind switch
        {
            ColumnKind.Money => Unit(column.Key, "minor", currency?.ToLowerInvariant()),
            ColumnKind.Duration => Unit(column.Key, "seconds", null),
            _ => column.Key,
        },
        _ when currency is not null && column.Unit is null => $"{column.Title} ({currency})",
        _ when column.Kind == ColumnKind.Moment => $"{column.Title} ({zone.Id})",
        _ => column.Unit is null ? column.Title : $"{column.Title} ({column.Unit})",
    };

    private static string Unit(string key, string unit, string? currency) =>
        (key.EndsWith("_" + unit, StringComparison.Ordinal) ? key : key + "_" + unit) + (currency is null ? "" : "_" + currency);

    /// <summary>The one currency of a column, or null when it has none or several.</summary>
    private static string? SingleCurrency(Table table, int column)
    {
        string? single = null;
        foreach (var row in table.Rows.Append(table.Totals ?? []))
        {
            if (column >= row.Count || row[column] is not Cell.Money money)
                continue;
            if (single is not null && single != money.Currency)
                return null;
            single = money.Currency;
        }
        return single;
    }
}
