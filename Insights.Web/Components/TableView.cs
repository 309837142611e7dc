using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Components;

/// <summary>A table as its partial writes it: every text already made, every link already checked.</summary>
internal sealed record TableView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<HeadCell> Head { get; init; }
    public required IReadOnlyList<IReadOnlyList<BodyCell>> Rows { get; init; }
    public IReadOnlyList<BodyCell>? Totals { get; init; }
    public string? Cap { get; init; }
    public string? EmptyText { get; init; }

    /// <summary>So many columns fit a screen only where their heads and longer texts may run over several lines.</summary>
    public bool IsWide => Head.Count >= 8;

    /// <summary>The page shows the title itself.</summary>
    public bool TitleIsAbove { get; init; }

    /// <param name="sort">Link, direction ("asc", "desc" or null) of a column's sorting; null where the table cannot be sorted.</param>
    public static TableView Of(Table table, DateTimeZone zone, Func<Column, (string? Href, string? Direction)>? sort = null, bool titleIsAbove = false) => new()
    {
        Id = table.Id,
        Title = table.Title,
        Head = [.. table.Columns.Select(column =>
        {
            var (href, direction) = sort?.Invoke(column) ?? (null, null);
            return new HeadCell(column.Title, column.Unit, IsNumber(column.Kind), href, direction);
        })],
        Rows = [.. table.Rows.Select(row => (IReadOnlyList<BodyCell>)[.. row.Select((cell, index) => BodyCell.Of(cell, IsNumber(table.Columns[index].Kind), zone))])],
        Totals = table.Totals is { } totals ? [.. totals.Select((cell, index) => BodyCell.Of(cell, IsNumber(table.Columns[index].Kind), zone))] : null,
        Cap = table.Cap,
        EmptyText = table.EmptyText,
        TitleIsAbove = titleIsAbove,
    };

    private static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Count or ColumnKind.Share or ColumnKind.Points or ColumnKind.Money or ColumnKind.Duration;
}

internal sealed record HeadCell(string Title, string? Unit, bool IsNumber, string? Href, string? Direction)
{
    /// <summary>For aria-sort.</summary>
    public string? AriaSort => Direction switch { "asc" => "ascending", "desc" => "descending", _ => null };
}

/// <summary>One cell.</summary>
/// <param name="Why">Shown as a title where there is no value.</param>
internal sealed record BodyCell(string Text, bool IsNumber, string? Href, string? Why)
{
    /// <summary>From here on a text is read in lines: left in one, it would push every column behind it out of sight.</summary>
    private const int LongestInOneLine = 60;

    public bool IsSentence => !IsNumber && Text.Length > LongestInOneLine;

    /// <summary>Torn apart, a date reads badly.</summary>
    public bool IsDate { get; private init; }

    public string? Class => IsNumber ? "num" : IsSentence ? "wrap" : IsDate ? "date" : null;

    public static BodyCell Of(Cell? cell, bool isNumber, DateTimeZone zone) =>
        new(CellText.Of(cell, zone), isNumber, cell?.Link, cell is Cell.None none ? none.Why : null) { IsDate = cell is Cell.Date };
}
