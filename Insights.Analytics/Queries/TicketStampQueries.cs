using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Queries;

/// <summary>Stamps are looked up by the ticket's name: the ticket may have moved, or be gone, since its month was closed.</summary>
internal sealed class TicketStampQueries(AnalyticsStore store) : ITicketStampQueries
{
    private static readonly YearMonthPattern s_month = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");

    public async Task<Table?> OfAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default)
    {
        // Names of tickets and which months are closed are the house's; the clocks themselves are read in the reader's scope.
        await using var house = store.Open(DataScope.Staff);
        await using var own = store.Open(scope);
        var hash = TimeWindows.HashOf(sourceId, ticketRef);
        var keys = await house.StampedTickets.Where(row => row.TicketHash == hash && row.SourceId == sourceId && row.TicketRef == ticketRef).Select(row => row.TicketKey).ToListAsync(cancel);
        var stamps = await own.StampedClocks.AsNoTracking().Where(row => keys.Contains(row.TicketKey)).ToListAsync(cancel);
        var restated = await own.Restatements.AsNoTracking().Where(row => row.TicketHash == hash && row.SourceId == sourceId && row.TicketRef == ticketRef && row.Latest).ToListAsync(cancel);
        if (stamps.Count == 0 && restated.Count == 0)
            return null;

        var closed = await house.ClosedMonths.AsNoTracking().ToDictionaryAsync(row => row.Month, row => row.ClosedAt, cancel);
        var lines = new SortedDictionary<(DateOnly Month, int Metric, int Instance, int Vendor), (string? Stamped, Restatement? Change)>();
        foreach (var stamp in stamps)
            lines[(stamp.Month, stamp.Metric, stamp.Instance, stamp.VendorId)] = (stamp.Breached ? TicketClock.Breached : TicketClock.Met, null);
        foreach (var change in restated)
        {
            var name = (change.Month, (int)(ClockMetrics.Find(change.Metric) ?? ClockMetric.FirstReplyTime), change.Instance, change.VendorId);
            lines[name] = (lines.GetValueOrDefault(name).Stamped ?? change.WasVerdict, change);
        }
        return new Table
        {
            Id = "stamps",
            Title = "In closed months",
            Columns =
            [
                new("metric", "Clock", ColumnKind.Text), new("month", "Decided in", ColumnKind.Text), new("closed", "Closed", ColumnKind.Moment), new("stamped", "Stamped", ColumnKind.Text),
                new("now", "Says now", ColumnKind.Text), new("cause", "Because", ColumnKind.Text),
            ],
            Rows = [.. lines.Select(line => Row(line.Key, line.Value.Stamped, line.Value.Change, closed, scope))],
        };
    }

    private static IReadOnlyList<Cell> Row((DateOnly Month, int Metric, int Instance, int Vendor) name, string? stamped, Restatement? change, Dictionary<DateOnly, DateTime> closed, DataScope reader) =>
    [
        new Cell.Text(OptionQueries.MetricLabel(((ClockMetric)name.Metric).Id()) + (name.Instance > 1 ? FormattableString.Invariant($" {name.Instance}") : "")),
        new Cell.Text(s_month.Format(new YearMonth(name.Month.Year, name.Month.Month))),
        closed.TryGetValue(name.Month, out var at) ? new Cell.Moment(Instant.FromDateTimeUtc(at)) : new Cell.None("not closed any more"),
        stamped is null ? new Cell.None("not there yet") : new Cell.Text(Words.Label(stamped)),
        change is null || change.TakenBack ? new Cell.Text("the same")
            : new Cell.Text(change.NowVerdict is not { } verdict ? "no such clock" : Words.Label(verdict) + (change.NowInMonth ? verdict == change.WasVerdict ? ", in another time or by other terms" : "" : ", and not in this month")),
        change is null ? new Cell.None("nothing changed") : new Cell.Text(CauseTelling.Of(change.Cause, change.CauseBatch, change.CauseBy, change.CauseDetail, reader) + (change.TakenBack ? "; taken back" : "")),
    ];
}
