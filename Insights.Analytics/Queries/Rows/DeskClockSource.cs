using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>Open promises at the instant they are asked for; what each shows by then is counted with its calendar.</summary>
internal sealed class DeskClockSource(RulesInUse rules) : RowSource
{
    public override FactKind Kind => FactKind.Tickets;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "started"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Ticket", ColumnKind.Text),
        new("metric", "Measured", ColumnKind.Text),
        new("vendor", "Vendor", ColumnKind.Text),
        new("subject", "Subject", ColumnKind.Text),
        new("priority", "Priority", ColumnKind.Text),
        new("status", "Status", ColumnKind.Text),
        new("team", "Team", ColumnKind.Text),
        new("agent", "Agent", ColumnKind.Text),
        new("date", "Deadline", ColumnKind.Moment),
        new("left", "Left", ColumnKind.Duration),
        new("used", "Used", ColumnKind.Share),
        new("elapsed", "Elapsed", ColumnKind.Duration),
        new("target", "Target", ColumnKind.Duration),
        new("time", "Counted in", ColumnKind.Text),
        new("policy", "Policy", ColumnKind.Text),
        new("started", "Started", ColumnKind.Moment),
    ];

    public override IReadOnlyList<string> Lacking(ReportFilter filter, DataScope scope) => DeskConditions.Lacking(filter, scope);

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var keyset = new Keyset<DeskClock>(
            [
                sort == DefaultSort ? SortColumn<DeskClock>.Of(row => row.BreachesAt!.Value) : SortColumn<DeskClock>.Of(row => row.StartedAt),
                SortColumn<DeskClock>.Of(row => row.TicketKey), SortColumn<DeskClock>.Of(row => row.Metric), SortColumn<DeskClock>.Of(row => row.Instance),
            ],
            context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        var facts = await TicketFacts.ByKeyAsync(context, [.. shown.Select(row => row.TicketKey).Distinct()]);
        var inUse = await rules.GetAsync();
        return ([.. shown.Select(row => Cells(row, facts.GetValueOrDefault(row.TicketKey), context, inUse))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private static IQueryable<DeskClock> Rows(Rollups.AnalyticsDbContext analytics, RowContext context)
    {
        var rows = DeskConditions.Clocks(analytics, context.Request.RowSet, context.Now).WhereDesk(context.Filter);
        if (context.Request.Search is not { Length: > 0 } search)
            return rows;
        var found = analytics.DeskTickets.AsNoTracking().WhereNumber(search).Select(row => row.TicketKey);
        return rows.Where(row => found.Contains(row.TicketKey));
    }

    private static IReadOnlyList<Cell> Cells(DeskClock row, Ticket? ticket, RowContext context, TicketRules rules)
    {
        var elapsed = row.JudgedSeconds + (row.Runs ? Judge(row, rules).Elapsed(UnixTime.ToSeconds(row.Since), UnixTime.ToSeconds(context.Now)) : 0);
        return
        [
            ticket is null ? Text(null) : Id(RowKind.Tickets, ticket.SourceId, ticket.ExternalId),
            Word(row.Metric),
            new Cell.Text(context.Vendors.Name(row.VendorId)),
            Text(ticket?.Subject),
            Word(row.Priority),
            Word(row.State, "status not mapped"),
            Text(row.Team),
            context.Filter.Scope.IsStaff ? Text(row.Agent) : new Cell.None("known to the house"),
            At(row.DueAt, "no working hours ahead"),
            new Cell.Duration(row.TargetSeconds - elapsed),
            new Cell.Share(elapsed, row.TargetSeconds, 0),
            new Cell.Duration(elapsed),
            new Cell.Duration(row.TargetSeconds),
            new Cell.Text(row.JudgedByBusinessTime ? "business time" : "wall-clock time"),
            Text(row.Policy),
            At(row.StartedAt, ""),
        ];
    }

    /// <summary>A calendar that is gone counts round the clock, as it does for the verdict.</summary>
    private static BusinessTime Judge(DeskClock row, TicketRules rules) =>
        row.JudgedByBusinessTime && row.Calendar is { } code && rules.ServiceLevels.Calendar(code) is { } calendar ? calendar : BusinessTime.RoundTheClock;
}
