using Insights.Import.Store.Facts;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>Clocks: one row a measured promise, so that a rate over clocks opens exactly its clocks.</summary>
internal sealed class ClockRowSource : RowSource
{
    public override FactKind Kind => FactKind.Clocks;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "business", "wall-clock"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Ticket", ColumnKind.Text),
        new("metric", "Measured", ColumnKind.Text),
        new("instance", "No.", ColumnKind.Count),
        new("vendor", "Vendor", ColumnKind.Text),
        new("subject", "Subject", ColumnKind.Text),
        new("priority", "Priority", ColumnKind.Text),
        new("team", "Team", ColumnKind.Text),
        new("started", "Started", ColumnKind.Moment),
        new("closed", "Closed", ColumnKind.Moment),
        new("decided", "Decided", ColumnKind.Moment),
        new("verdict", "Verdict", ColumnKind.Text),
        new("business", "Business time", ColumnKind.Duration),
        new("wall-clock", "Wall-clock time", ColumnKind.Duration),
        new("target", "Target", ColumnKind.Duration),
        new("policy", "Policy", ColumnKind.Text),
        new("cause", "Mostly waited on", ColumnKind.Text),
        new("party", "Of whom", ColumnKind.Text),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        SortColumn<TicketClock>[] tie = [SortColumn<TicketClock>.Of(row => row.TicketKey), SortColumn<TicketClock>.Of(row => row.Metric), SortColumn<TicketClock>.Of(row => row.Instance)];
        SortColumn<TicketClock> first = sort switch
        {
            "business" => SortColumn<TicketClock>.Of(row => row.BusinessSeconds ?? -1),
            "wall-clock" => SortColumn<TicketClock>.Of(row => row.WallSeconds ?? -1),
            _ when context.Request.RowSet is RowSets.ClocksOpenInTime or RowSets.ClocksAtRisk or RowSets.ClocksAll or RowSets.ClocksUnmeasured => SortColumn<TicketClock>.Of(row => row.StartedAt),
            _ when ClockRows.DayOf(context.Request.RowSet) == nameof(TicketClock.ClosedDay) => SortColumn<TicketClock>.Of(row => row.ClosedAt!.Value),
            _ => SortColumn<TicketClock>.Of(row => row.DecidedAt!.Value),
        };
        var keyset = new Keyset<TicketClock>([first, .. tie], context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        var facts = await TicketFacts.ByKeyAsync(context, [.. shown.Select(row => row.TicketKey).Distinct()]);
        return ([.. shown.Select(row => Cells(row, facts.GetValueOrDefault(row.TicketKey), context.Vendors))],
            more ? keyset.Cursor(shown[^1]) : null);
    }

    private static IQueryable<TicketClock> Rows(AnalyticsDbContext analytics, RowContext context)
    {
        var rows = ClockRows.Of(analytics, context.Request.RowSet, context.Period, ClockColumns.Targets(context.Filter));
        if (context.Request.Search is { Length: > 0 } search)
            rows = rows.Where(row => analytics.TicketOutcomes.Any(ticket => ticket.TicketKey == row.TicketKey && ticket.TicketRef == search));
        return rows.WhereFilter(FactKind.Clocks, context.Filter);
    }

    private static IReadOnlyList<Cell> Cells(TicketClock row, Ticket? ticket, VendorNames vendors) =>
    [
        ticket is null ? Text(null) : Id(RowKind.Tickets, ticket.SourceId, ticket.ExternalId),
        Word(row.Metric),
        new Cell.Count(row.Instance),
        new Cell.Text(vendors.Name(row.VendorId)),
        Text(ticket?.Subject),
        Word(row.Priority),
        Text(row.Team),
        At(row.StartedAt, ""),
        At(row.ClosedAt, "still open"),
        At(row.DecidedAt, "not decided"),
        Word(row.Verdict),
        Seconds(row.BusinessSeconds, "still open"),
        Seconds(row.WallSeconds, "still open"),
        Seconds(row.TargetSeconds, "no target"),
        Text(row.Policy, "no policy"),
        Word(row.Cause, "not breached"),
        Text(row.Party, "our own promise"),
    ];
}
