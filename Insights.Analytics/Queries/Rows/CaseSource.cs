using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>The queues that reach back to the beginning: every case, and those that are no longer on the desk.</summary>
internal sealed class CaseSource : RowSource
{
    public override FactKind Kind => FactKind.Tickets;

    public override IReadOnlyList<string> Sortable => [DefaultSort];

    public override IReadOnlyList<Column> Columns => CaseCells.Columns;

    public override IReadOnlyList<string> Lacking(ReportFilter filter, DataScope scope) => DeskConditions.Lacking(filter, scope);

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var all = await analytics.TicketOutcomes.AsNoTracking().WhereDesk(context.Filter).WhereNumber(context.Request.Search).LongCountAsync(context.Cancel);
        // Every case on the desk is a case: looking a million of them up to count what is not there would take a second.
        return context.Request.RowSet == RowSets.QueueAll
            ? all
            : all - await analytics.DeskTickets.AsNoTracking().WhereDesk(context.Filter).WhereNumber(context.Request.Search).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var keyset = new Keyset<TicketOutcome>([SortColumn<TicketOutcome>.Of(row => row.TicketKey)], context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = analytics.TicketOutcomes.AsNoTracking().WhereDesk(context.Filter).WhereNumber(context.Request.Search);
        if (context.Request.RowSet == RowSets.QueueClosed)
            rows = rows.Where(row => !analytics.DeskTickets.Any(open => open.TicketKey == row.TicketKey));
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        var keys = shown.ConvertAll(row => row.TicketKey).ToArray();
        var desk = await analytics.DeskTickets.AsNoTracking().Where(row => keys.Contains(row.TicketKey)).ToDictionaryAsync(row => row.TicketKey, context.Cancel);
        var facts = await TicketFacts.ByKeyAsync(context, keys);
        return ([.. keys.Select(key => CaseCells.Of(facts.GetValueOrDefault(key), desk.GetValueOrDefault(key), context))], more ? keyset.Cursor(shown[^1]) : null);
    }
}
