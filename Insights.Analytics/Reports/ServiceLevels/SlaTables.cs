using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>The tables of the monthly SLA report and of the vendor service report.</summary>
internal static class SlaTables
{
    /// <summary>Rates with their interval and everything that entered none; each line adds up to its last column.</summary>
    /// <param name="by">A dimension of the filter, so that each number opens its rows.</param>
    public static Table Targets(ReportSetting setting, string id, string title, string by, IReadOnlyList<AttainmentLine> lines)
    {
        IReadOnlyList<Cell> Row(string label, ReportFilter filter, AttainmentLine line) =>
        [
            new Cell.Text(label),
            new Cell.Count(line.Met) { Link = RowLinks.To(RowSets.ClocksMet, filter) },
            new Cell.Count(line.Breached) { Link = RowLinks.To(RowSets.ClocksBreached, filter) },
            line.Decided == 0 ? new Cell.None("nothing was decided") : new Cell.Share(line.Met, line.Decided) { Link = RowLinks.To(RowSets.ClocksDecided, filter) },
            line.Decided == 0 ? new Cell.None("nothing was decided") : new Cell.Text(Interval(line.Attainment) + (line.SmallSample ? ", small sample" : "")),
            new Cell.Count(line.NearMisses) { Link = RowLinks.To(RowSets.ClocksNearMisses, filter) },
            new Cell.Count(line.OpenInTime),
            new Cell.Count(line.Merged),
            new Cell.Count(line.Exempt),
            new Cell.Count(line.NoPolicy),
            new Cell.Count(line.Unmeasured),
            new Cell.Count(line.Total),
        ];
        return new Table
        {
            Id = id,
            Title = title,
            Columns =
            [
                new(by, by == "metric" ? "Target" : Words.Label(by), ColumnKind.Text), new("met", "Met", ColumnKind.Count), new("breached", "Missed", ColumnKind.Count),
                new("attainment", "Met, share", ColumnKind.Share), new("interval", "95 % interval", ColumnKind.Text), new("near_misses", "Near misses", ColumnKind.Count),
                new("open_in_time", "Open in time", ColumnKind.Count), new("merged", "Merged", ColumnKind.Count), new("exempt", "Exempt", ColumnKind.Count),
                new("no_policy", "No policy", ColumnKind.Count), new("unmeasured", "Unmeasured", ColumnKind.Count), new("total", "All", ColumnKind.Count),
            ],
            Rows = [.. lines.OrderBy(line => line.Attainment.Value ?? 2).ThenBy(line => line.Label, StringComparer.Ordinal)
                .Select(line => Row(by is "metric" or "priority" or "channel" or "category" ? Words.Label(line.Label) : line.Label, setting.Filter.With(by, line.Key), line))],
            Totals = lines.Count == 0 ? null : Row("Total", setting.Filter, Sum(lines)),
            EmptyText = lines.Count == 0 ? $"No clock was decided {setting.InPeriod}." : null,
        };
    }

    public static AttainmentLine Sum(IReadOnlyList<AttainmentLine> lines) => new(
        "all", "Total", lines.Sum(line => line.Met), lines.Sum(line => line.Breached), lines.Sum(line => line.OpenInTime),
        lines.Sum(line => line.Excluded), lines.Sum(line => line.NoPolicy), lines.Sum(line => line.Unmeasured))
    {
        NearMisses = lines.Sum(line => line.NearMisses),
        Merged = lines.Sum(line => line.Merged),
    };

    /// <summary>Business hours and wall clock side by side, with the number of clocks under each percentile.</summary>
    public static Table Times(ReportSetting setting, IReadOnlyList<TimesLine> lines) => new()
    {
        Id = "times",
        Title = $"Times of the clocks that ended {setting.InPeriod}",
        Columns =
        [
            new("measured", "Measured", ColumnKind.Text), new("n", "Clocks", ColumnKind.Count),
            new("business_median", "Median, business", ColumnKind.Duration), new("business_p90", "p90, business", ColumnKind.Duration), new("business_p95", "p95, business", ColumnKind.Duration),
            new("wall_median", "Median, 24/7", ColumnKind.Duration), new("wall_p90", "p90, 24/7", ColumnKind.Duration), new("wall_p95", "p95, 24/7", ColumnKind.Duration),
            new("late", "Over target", ColumnKind.Count), new("over_median", "Median over it", ColumnKind.Duration),
        ],
        Rows = [.. lines.Where(line => line.N > 0).Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.Label), new Cell.Count(line.N),
            Seconds(line.Business.Median), Seconds(line.Business.P90), Seconds(line.Business.P95),
            Seconds(line.WallClock.Median), Seconds(line.WallClock.P90), Seconds(line.WallClock.P95),
            new Cell.Count(line.Late), line.Late == 0 ? new Cell.None("none was over its target") : Seconds(line.OverTarget.Median),
        ])],
        EmptyText = lines.All(line => line.N == 0) ? $"No clock ended {setting.InPeriod}." : null,
    };

    /// <summary>Missed targets by whose time used most of them, one line a member.</summary>
    public static Table Causes(ReportSetting setting, string id, string title, string by, IReadOnlyList<CauseLine> lines)
    {
        IReadOnlyList<Cell> Row(string label, ReportFilter filter, CauseLine line) =>
        [
            new Cell.Text(label),
            .. CauseLine.Causes.Select(cause => new Cell.Count(line.Of(cause)) { Link = RowLinks.To(RowSets.ClocksBreached, filter.With("cause", cause)) }),
            new Cell.Count(line.Total),
        ];
        var sum = new CauseLine("all", "Total", lines.Sum(line => line.Agent), lines.Sum(line => line.OffHours), lines.Sum(line => line.Vendor), lines.Sum(line => line.Customer), lines.Sum(line => line.ThirdParty));
        return new Table
        {
            Id = id,
            Title = title,
            Columns = [new(by, by == "metric" ? "Target" : Words.Label(by), ColumnKind.Text), .. CauseLine.Causes.Select(cause => new Column(cause, Words.Sentence(SlaFindings.Owner(cause)), ColumnKind.Count)), new("total", "All", ColumnKind.Count)],
            Rows = [.. lines.Where(line => line.Total > 0).OrderByDescending(line => line.Total).ThenBy(line => line.Label, StringComparer.Ordinal)
                .Select(line => Row(by is "metric" or "priority" or "category" ? Words.Label(line.Label) : line.Label, setting.Filter.With(by, line.Key), line))],
            Totals = sum.Total == 0 ? null : Row("Total", setting.Filter, sum),
            EmptyText = sum.Total == 0 ? $"No target was missed {setting.InPeriod}." : null,
        };
    }

    /// <summary>Whose time it was while clocks with a target ran, kept and missed ones apart.</summary>
    public static Table Waiting(ReportSetting setting, IReadOnlyList<WaitingLine> lines) => new()
    {
        Id = "waiting",
        Title = $"Whose time it was, clocks decided {setting.InPeriod}",
        Columns =
        [
            new("verdict", "Targets", ColumnKind.Text), new("clocks", "Clocks", ColumnKind.Count),
            .. CauseLine.Causes.Select(cause => new Column(cause, Words.Sentence(SlaFindings.Owner(cause)), ColumnKind.Share)), new("time", "Time in all", ColumnKind.Duration),
        ],
        Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.Verdict == "met" ? "Kept" : "Missed"), new Cell.Count(line.Clocks),
            .. CauseLine.Causes.Select(cause => line.Total == 0 ? (Cell)new Cell.None("no time passed") : new Cell.Share(SlaFindings.Of(line, cause), line.Total)), new Cell.Duration(line.Total),
        ])],
        EmptyText = lines.Count == 0 ? $"No clock was decided {setting.InPeriod}." : null,
    };

    /// <summary>How old the unsolved tickets were at the end of the period.</summary>
    public static Table Ages(ReportSetting setting, BacklogSnapshot snapshot, ReportFilter filter) => new()
    {
        Id = "ages",
        Title = "Unsolved tickets by age",
        Columns = [new("age", "Age", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count), new("share", "Share", ColumnKind.Share)],
        Rows = [.. AgeBand.All.Select((band, i) => (IReadOnlyList<Cell>)
        [
            new Cell.Text(band.Label),
            new Cell.Count(snapshot.ByAge[i]) { Link = RowLinks.To(RowSets.TicketsBacklog, filter.With("age", band.Key)) },
            snapshot.Total == 0 ? new Cell.None("no unsolved tickets") : new Cell.Share(snapshot.ByAge[i], snapshot.Total),
        ])],
        Totals = [new Cell.Text("Total"), new Cell.Count(snapshot.Total) { Link = RowLinks.To(RowSets.TicketsBacklog, filter) }, null],
    };

    public static string Interval(Ratio share) => Chargebacks.ReasonFindings.Interval(share);

    private static Cell Seconds(long? seconds) => seconds is { } known ? new Cell.Duration(known) : new Cell.None("nothing was measured");
}
