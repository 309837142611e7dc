using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

internal sealed class TicketRowSource : RowSource
{
    public override FactKind Kind => FactKind.Outcomes;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "created"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Ticket", ColumnKind.Text),
        new("created", "Created", ColumnKind.Moment),
        new("vendor", "Vendor", ColumnKind.Text),
        new("subject", "Subject", ColumnKind.Text),
        new("status", "Status", ColumnKind.Text),
        new("priority", "Priority", ColumnKind.Text),
        new("channel", "Channel", ColumnKind.Text),
        new("category", "Category", ColumnKind.Text),
        new("team", "Team", ColumnKind.Text),
        new("tier", "Tier", ColumnKind.Text),
        new("agent", "Agent", ColumnKind.Text),
        new("solved", "Solved", ColumnKind.Moment),
        new("reopens", "Reopens", ColumnKind.Count),
        new("customer", "Customer", ColumnKind.Text),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var tie = SortColumn<TicketOutcome>.Of(row => row.TicketKey);
        var keyset = new Keyset<TicketOutcome>(
            sort == DefaultSort && TicketRows.DayOf(context.Request.RowSet) == nameof(TicketOutcome.SolvedDay) && context.Request.RowSet != RowSets.TicketsBacklog ? [SortColumn<TicketOutcome>.Of(row => row.SolvedAt!.Value), tie] : [tie],
            context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        var facts = await TicketFacts.ByKeyAsync(context, [.. shown.Select(row => row.TicketKey)]);
        return ([.. shown.Select(row => Cells(row, facts.GetValueOrDefault(row.TicketKey), context.Vendors))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private static IQueryable<TicketOutcome> Rows(AnalyticsDbContext analytics, RowContext context)
    {
        var rows = TicketRows.Of(analytics, context.Request.RowSet, context.Period, context.Filter);
        if (context.Request.Search is { Length: > 0 } search)
            rows = rows.Where(row => row.TicketRef == search);
        return rows;
    }

    private static IReadOnlyList<Cell> Cells(TicketOutcome row, Ticket? fact, VendorNames vendors) =>
    [
        Id(RowKind.Tickets, row.SourceId, row.TicketRef),
        At(row.CreatedAt, ""),
        new Cell.Text(vendors.Name(row.VendorId)),
        Text(fact?.Subject),
        Word(row.State, "status not mapped"),
        Word(row.Priority),
        Word(row.Channel),
        Word(row.Category),
        Text(row.Team),
        Text(row.Tier),
        Text(fact?.Agent),
        At(row.SolvedAt, "not solved"),
        new Cell.Count(row.Reopens),
        Text(fact?.CustomerRef),
    ];
}

internal static class TicketFacts
{
    /// <summary>The ticket facts of a page, read under the request's own scope.</summary>
    public static async Task<Dictionary<long, Ticket>> ByKeyAsync(RowContext context, long[] keys)
    {
        await using var reporting = context.Store.Reporting.Open(context.Filter.Scope);
        return await reporting.Tickets.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, context.Cancel);
    }
}
