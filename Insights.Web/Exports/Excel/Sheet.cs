using DocumentFormat.OpenXml.Spreadsheet;

namespace Insights.Web.Exports.Excel;

/// <summary>One sheet of the workbook: what must be known before its rows (its frame), and a way to write the rows.</summary>
internal abstract class Sheet(string name)
{
    public string Name { get; } = name;

    public bool Landscape { get; init; }

    /// <summary>Rows that stay on screen and repeat on every printed page; 0 for none.</summary>
    public int HeaderRows { get; init; }

    public bool GridLines { get; init; } = true;

    public required IReadOnlyList<double> Widths { get; init; }

    /// <summary>Shown on top of every printed page.</summary>
    public required string PrintTitle { get; init; }

    /// <summary>Writes the rows; what comes after them in the sheet goes to the tail.</summary>
    public abstract void WriteRows(Utf8Xml xml, CellXml cells, SheetTail tail);
}

/// <summary>What a sheet found out while its rows were written and says after them.</summary>
internal sealed class SheetTail
{
    /// <summary>More links than this make a sheet slow to open; the rows stay, the rest go without.</summary>
    private const int MostLinks = 5_000;

    private readonly List<(string Cell, string Target)> links = [];

    public IReadOnlyList<(string Cell, string Target)> Links => links;

    public List<string> Merged { get; } = [];

    public List<ConditionalFormatting> Conditional { get; } = [];

    public List<Table> Tables { get; } = [];

    public List<PlacedChart> Charts { get; } = [];

    /// <summary>Rows, from 0, that begin a printed page.</summary>
    public List<int> PageStarts { get; } = [];

    public void Link(int column, int row, Uri? portal, string? target)
    {
        if (portal is null || target is null || links.Count >= MostLinks || !Uri.TryCreate(portal, target, out var address))
            return;
        links.Add((FormattableString.Invariant($"{CellXml.ColumnName(column)}{row}"), address.AbsoluteUri));
    }
}

/// <summary>A chart and the cells it covers (from 0, ends exclusive).</summary>
internal sealed record PlacedChart(DocumentFormat.OpenXml.Drawing.Charts.ChartSpace Chart, string Title, string AltText, int FromColumn, int FromRow, int ToColumn, int ToRow);
