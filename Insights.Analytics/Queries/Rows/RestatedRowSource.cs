using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>Clocks of closed months that no longer say what was stamped. What was taken back is in the list of changes and not here.</summary>
internal sealed class RestatedRowSource : RowSource
{
    public override FactKind Kind => FactKind.Tickets;

    public override IReadOnlyList<string> Sortable => [DefaultSort];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Ticket", ColumnKind.Text),
        new("metric", "Measured", ColumnKind.Text),
        new("instance", "No.", ColumnKind.Count),
        new("vendor", "Vendor", ColumnKind.Text),
        new("month", "Month", ColumnKind.Date),
        new("stamped", "Stamped", ColumnKind.Text),
        new("stamped-time", "Stamped time", ColumnKind.Duration),
        new("stamped-policy", "Stamped by", ColumnKind.Text),
        new("now", "Now", ColumnKind.Text),
        new("now-time", "Time now", ColumnKind.Duration),
        new("now-policy", "Judged by now", ColumnKind.Text),
        new("why", "Why", ColumnKind.Text),
        new("date", "Restated", ColumnKind.Moment),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var keyset = new Keyset<Restatement>(
            [
                SortColumn<Restatement>.Of(row => row.MadeAt), SortColumn<Restatement>.Of(row => row.TicketHash), SortColumn<Restatement>.Of(row => row.Metric),
                SortColumn<Restatement>.Of(row => row.Instance), SortColumn<Restatement>.Of(row => row.VendorId), SortColumn<Restatement>.Of(row => row.Month),
            ],
            context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var shown = page.Take(context.Request.Size).ToList();
        return ([.. shown.Select(row => Cells(row, context))], page.Count > context.Request.Size ? keyset.Cursor(shown[^1]) : null);
    }

    private static IQueryable<Restatement> Rows(AnalyticsDbContext analytics, RowContext context)
    {
        var rows = RestatedRows.Latest(analytics, context.Filter, RestatedRows.FirstMonth(context.From), context.To).Where(row => !row.TakenBack);
        return context.Request.Search is { Length: > 0 } search ? rows.Where(row => row.TicketRef == search) : rows;
    }

    private static IReadOnlyList<Cell> Cells(Restatement row, RowContext context) =>
    [
        Id(RowKind.Tickets, row.SourceId, row.TicketRef),
        Word(row.Metric),
        new Cell.Count(row.Instance),
        new Cell.Text(context.Vendors.Name(row.VendorId)),
        new Cell.Date(NodaTime.LocalDate.FromDateOnly(row.Month)),
        Word(row.WasVerdict, "not in the month then"),
        Seconds(RestatedRows.WasSeconds(row), "still ran"),
        Text(Rule(row.WasPolicy, row.WasPolicyVersion), "not in the month then"),
        row.NowInMonth ? Word(row.NowVerdict) : Text(row.NowVerdict is null ? null : Words.Label(row.NowVerdict) + ", not in this month", "no such clock any more"),
        Seconds(RestatedRows.NowSeconds(row), row.NowInMonth ? "still runs" : "not in the month now"),
        Text(row.NowInMonth ? Rule(row.NowPolicy, row.NowPolicyVersion) : null, "not in the month now"),
        new Cell.Text(CauseTelling.Of(row.Cause, row.CauseBatch, row.CauseBy, row.CauseDetail, context.Filter.Scope)),
        At(row.MadeAt, ""),
    ];

    private static string? Rule(string? code, int? version) => code is null ? null : FormattableString.Invariant($"{code}, version {version}");
}
