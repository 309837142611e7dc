using System.Globalization;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Rates with what they rest on, as pages and reports show them alike. Every number leads to its rows.</summary>
internal static class AttainmentTables
{
    /// <summary>The splits in the order people read them.</summary>
    public static IReadOnlyList<(string By, string Title)> Splits { get; } =
    [
        ("policy", "By policy"), ("metric", "By kind of target"), ("priority", "By priority"), ("team", "By team"), ("channel", "By channel"), ("category", "By category"), ("vendor", "By vendor"), ("agent", "By agent"),
    ];

    /// <summary>Every clock is somewhere in this sentence; its numbers add up.</summary>
    public static string Reconciliation(IReadOnlyList<AttainmentLine> lines)
    {
        long Sum(Func<AttainmentLine, long> of) => lines.Sum(of);
        var total = Sum(line => line.Total);
        return total == 0
            ? "No clock was decided in this period."
            : FormattableString.Invariant($"{Words.Count(total, "clock", "clocks")} = {Sum(line => line.Met):N0} met + {Sum(line => line.Breached):N0} breached + {Sum(line => line.OpenInTime):N0} open in time + {Sum(line => line.Merged):N0} of merged tickets + {Sum(line => line.Exempt):N0} exempt + {Sum(line => line.NoPolicy):N0} without policy + {Sum(line => line.Unmeasured):N0} unmeasured.");
    }

    /// <summary>One table by one split: rate, interval and reconciliation. Lines under 30 decided clocks stand below the others, whatever the order.</summary>
    public static async Task<Table> ByAsync(ReportSources sources, ReportSetting setting, string by, string title, string? metricId = null, CancellationToken cancel = default)
    {
        var filter = metricId is null ? setting.Filter : setting.Filter.With("metric", metricId);
        var lines = await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, by, metricId, cancel);
        return Of($"attainment-by-{by}{(metricId is null ? "" : "-" + metricId)}", title, by, setting, filter, lines);
    }

    /// <summary>What the next period begins with: promises that are neither kept nor broken yet, and how near they were to breaking. Null when none is open.</summary>
    public static Table? OpenAtTheEnd(ReportSetting setting, IReadOnlyList<AttainmentLine> byMetric)
    {
        IReadOnlyList<Cell> Row(string label, ReportFilter filter, long open, long atRisk) =>
        [
            new Cell.Text(label),
            new Cell.Count(open) { Link = RowLinks.To(RowSets.ClocksOpenInTime, filter) },
            new Cell.Count(atRisk) { Link = RowLinks.To(RowSets.ClocksAtRisk, filter) },
        ];
        var open = byMetric.Where(line => line.OpenInTime > 0).ToList();
        return open.Count == 0 ? null : new Table
        {
            Id = "open-at-the-end",
            Title = $"Targets still open at the end of {Periods.Name(setting.Range)}",
            Columns = [new("metric", "Target", ColumnKind.Text), new("open", "Open in time", ColumnKind.Count), new("at_risk", "Of these at risk", ColumnKind.Count)],
            Rows = [.. open.Select(line => Row(line.Label, setting.Filter.With("metric", line.Key), line.OpenInTime, line.AtRisk))],
            Totals = Row("Total", setting.Filter, open.Sum(line => line.OpenInTime), open.Sum(line => line.AtRisk)),
        };
    }

    /// <summary>What teams promise each other and third parties promise us; empty where no policy sets such a target.</summary>
    public static async Task<IReadOnlyList<Table>> OfOthersAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel = default)
    {
        var tables = new List<Table>();
        foreach (var (metric, title) in new[] { ("group_ownership_time", "Promises of teams to each other"), ("third_party_time", "Promises of third parties to us") })
        {
            var table = await ByAsync(sources, setting, "party", title, metric, cancel);
            if (table.Rows.Count > 0)
                tables.Add(table);
        }
        return tables;
    }

    /// <summary>For a reader who asks who kept promises and who did not: without the clocks that enter no rate.</summary>
    public static Table Judged(Table table) => table.Only("attainment", "decided", "interval", "met", "breached", "near_misses", "open_in_time");

    /// <summary>The same in four numbers.</summary>
    public static Table InShort(Table table) => table.Only("attainment", "decided", "met", "breached");

    /// <summary>"87.1–92.3 %": where the rate plausibly lies.</summary>
    public static Cell Interval(Ratio share) => ProportionInterval.Wilson(share) is { } interval
        ? new Cell.Text(string.Create(CultureInfo.InvariantCulture, $"{interval.Lower * 100:0.0}–{interval.Upper * 100:0.0} %"))
        : new Cell.None("nothing decided");

    /// <param name="filter">The setting's, narrowed to what the lines are about; links start from it.</param>
    public static Table Of(string id, string title, string by, ReportSetting setting, ReportFilter filter, IReadOnlyList<AttainmentLine> lines)
    {
        // People are counted and never ranked: their lines stand by name.
        var ordered = by == "agent"
            ? lines.OrderBy(line => line.SmallSample).ThenBy(line => line.Label, StringComparer.OrdinalIgnoreCase).ToList()
            : [.. lines.OrderBy(line => line.SmallSample).ThenBy(line => line.SmallSample ? 0 : line.Attainment.Value ?? 2).ThenBy(line => line.Label, StringComparer.Ordinal)];
        var small = ordered.FindIndex(line => line.SmallSample);
        var sum = new AttainmentLine("all", "Total", lines.Sum(line => line.Met), lines.Sum(line => line.Breached), lines.Sum(line => line.OpenInTime), lines.Sum(line => line.Excluded), lines.Sum(line => line.NoPolicy), lines.Sum(line => line.Unmeasured))
        {
            NearMisses = lines.Sum(line => line.NearMisses),
            Merged = lines.Sum(line => line.Merged),
            AtRisk = lines.Sum(line => line.AtRisk),
        };
        return new Table
        {
            Id = id,
            Title = title,
            Columns =
            [
                new(by, Head(by), ColumnKind.Text), new("attainment", "Met, share", ColumnKind.Share), new("decided", "n", ColumnKind.Count), new("interval", "95 % interval", ColumnKind.Text),
                new("met", "Met", ColumnKind.Count), new("breached", "Breached", ColumnKind.Count), new("near_misses", "Near misses", ColumnKind.Count),
                new("open_in_time", "In time", ColumnKind.Count, "open"), new("merged", "Merged", ColumnKind.Count), new("exempt", "Exempt", ColumnKind.Count),
                new("no_policy", "No policy", ColumnKind.Count), new("unmeasured", "Unmeasured", ColumnKind.Count), new("total", "All", ColumnKind.Count),
            ],
            Rows = [.. ordered.Select(line => Row(Name(by, line), filter.With(by, by == "policy" && line.Key == "none" ? ReportFilter.Unknown : line.Key), line))],
            SmallFrom = small < 0 ? null : small,
            Totals = lines.Count == 0 ? null : Row("Total", filter, sum),
            EmptyText = lines.Count == 0 ? $"No clock was decided {setting.InPeriod}." : null,
        };
    }

    private static List<Cell> Row(string label, ReportFilter filter, AttainmentLine line)
    {
        Cell Count(long count, string rowSet) => new Cell.Count(count) { Link = RowLinks.To(rowSet, filter) };
        return
        [
            new Cell.Text(label),
            line.Decided == 0 ? new Cell.None("nothing decided") : new Cell.Share(line.Met, line.Decided) { Link = RowLinks.To(RowSets.ClocksDecided, filter) },
            Count(line.Decided, RowSets.ClocksDecided),
            Interval(line.Attainment),
            Count(line.Met, RowSets.ClocksMet),
            Count(line.Breached, RowSets.ClocksBreached),
            Count(line.NearMisses, RowSets.ClocksNearMisses),
            Count(line.OpenInTime, RowSets.ClocksOpenInTime),
            Count(line.Merged, RowSets.ClocksMerged),
            Count(line.Exempt, RowSets.ClocksExempt),
            Count(line.NoPolicy, RowSets.ClocksNoPolicy),
            Count(line.Unmeasured, RowSets.ClocksUnmeasured),
            Count(line.Total, RowSets.ClocksAll),
        ];
    }

    private static string Name(string by, AttainmentLine line)
    {
        var label = by is "policy" or "team" or "agent" or "vendor" or "party" or "tier" ? line.Label : Words.Label(line.Label);
        return line.SmallSample ? label + " (n < 30)" : label;
    }

    private static string Head(string by) => by switch { "metric" => "Target", "party" => "Of whom", _ => Words.Label(by) };
}
