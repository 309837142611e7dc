using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>Cases on the desk: the queues of what is not closed, and on whom it waits.</summary>
internal sealed class DeskTicketSource : RowSource
{
    public override FactKind Kind => FactKind.Tickets;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "created", "expires"];

    public override IReadOnlyList<Column> Columns => CaseCells.Columns;

    public override IReadOnlyList<string> Lacking(ReportFilter filter, DataScope scope) => DeskConditions.Lacking(filter, scope);

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var tie = SortColumn<DeskTicket>.Of(row => row.TicketKey);
        SortColumn<DeskTicket>[] order = (sort, context.Request.RowSet) switch
        {
            (DefaultSort, RowSets.NowUnheard) => [SortColumn<DeskTicket>.Of(row => row.UnheardSince!.Value), tie],
            ("expires", _) or (DefaultSort, RowSets.QueueExpired1 or RowSets.QueueExpired2) => [SortColumn<DeskTicket>.Of(row => row.ExpiresAt), tie],
            // The key begins with the creation.
            _ => [tie],
        };
        var keyset = new Keyset<DeskTicket>(order, context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        var facts = await TicketFacts.ByKeyAsync(context, [.. shown.Select(row => row.TicketKey)]);
        return ([.. shown.Select(row => CaseCells.Of(facts.GetValueOrDefault(row.TicketKey), row, context))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private static IQueryable<DeskTicket> Rows(AnalyticsDbContext analytics, RowContext context) =>
        DeskConditions.Tickets(analytics, context.Request.RowSet, context.Now).WhereDesk(context.Filter).WhereNumber(context.Request.Search);
}
