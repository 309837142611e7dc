using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Whose time it was: of broken promises by their cause, and of all of them in hours.</summary>
internal static class CauseTables
{
    /// <summary>Inside a sentence: "waited mostly on us".</summary>
    public static string Name(string cause) => cause switch
    {
        "agent" => "us",
        "off_hours" => "us outside our hours",
        "vendor" => "the vendor",
        "customer" => "the customer",
        _ => "a third party",
    };

    public static async Task<Table> ByAsync(ReportSources sources, ReportSetting setting, string by, string title, CancellationToken cancel = default)
    {
        var lines = await sources.ServiceLevels.CausesAsync(setting.Filter, setting.Scope, by, cancel: cancel);
        List<Cell> Row(string label, ReportFilter filter, CauseLine line) =>
        [
            new Cell.Text(label),
            new Cell.Count(line.Total) { Link = RowLinks.To(RowSets.ClocksBreached, filter) },
            .. CauseLine.Causes.Select(cause => new Cell.Count(line.Of(cause)) { Link = RowLinks.To(RowSets.ClocksBreached, filter.With("cause", cause)) }),
        ];
        return new Table
        {
            Id = "causes-by-" + by,
            Title = title,
            Columns = [new(by, by == "metric" ? "Target" : Words.Label(by), ColumnKind.Text), new("breached", "Missed", ColumnKind.Count), .. CauseLine.Causes.Select(cause => new Column(cause, Words.Sentence(Name(cause)), ColumnKind.Count))],
            Rows = [.. lines.OrderByDescending(line => by == "agent" ? 0 : line.Total).ThenBy(line => line.Label, StringComparer.Ordinal)
                .Select(line => Row(by is "metric" or "policy" or "team" or "vendor" or "agent" ? line.Label : Words.Label(line.Label), setting.Filter.With(by, line.Key == "none" && by == "policy" ? ReportFilter.Unknown : line.Key), line))],
            Totals = lines.Count == 0 ? null : Row("Total", setting.Filter, new("all", "Total", lines.Sum(line => line.Agent), lines.Sum(line => line.OffHours), lines.Sum(line => line.Vendor), lines.Sum(line => line.Customer), lines.Sum(line => line.ThirdParty))),
            EmptyText = lines.Count == 0 ? $"No target was missed {setting.InPeriod}." : null,
        };
    }

    public static ChartSpec Chart(ReportSetting setting, CauseLine causes)
    {
        var bars = CauseLine.Causes.Where(cause => causes.Of(cause) > 0).OrderByDescending(causes.Of).ToList();
        return new ChartSpec
        {
            Id = "causes",
            Title = "Missed targets by whose time used most of them",
            Kind = ChartKind.Bars,
            Categories = [.. bars.Select(cause => Words.Sentence(Name(cause)))],
            CategoryLinks = [.. bars.Select(cause => RowLinks.To(RowSets.ClocksBreached, setting.Filter.With("cause", cause)))],
            CategoryTitle = "Waited mostly on",
            Series = [new("Missed targets", SeriesRole.Bad, [.. bars.Select(cause => new Cell.Count(causes.Of(cause)))])],
            ValueKind = ColumnKind.Count,
            ValueTitle = "targets missed",
            AltText = bars.Count == 0 ? $"No target was missed {setting.InPeriod}." : $"{Words.Value(new Cell.Count(causes.Of(bars[0])))} of {Words.Value(new Cell.Count(causes.Total))} missed targets waited mostly on {Name(bars[0])}.",
        };
    }

    /// <summary>On whom promises waited from beginning to end, kept ones against broken ones.</summary>
    public static async Task<Table> WaitingAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel = default)
    {
        var lines = await sources.ServiceLevels.WaitingAsync(setting.Filter, setting.Scope, cancel: cancel);
        return new Table
        {
            Id = "waiting",
            Title = "Average wait of a clock, by on whom",
            Columns =
            [
                new("verdict", "Verdict", ColumnKind.Text), new("clocks", "Ended clocks", ColumnKind.Count), new("agent", "Us", ColumnKind.Duration), new("off_hours", "Outside our hours", ColumnKind.Duration),
                new("vendor", "Vendor", ColumnKind.Duration), new("customer", "Customer", ColumnKind.Duration), new("third_party", "Third party", ColumnKind.Duration), new("total", "Together", ColumnKind.Duration, "24/7"),
            ],
            Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)
            [
                new Cell.Text(Words.Label(line.Verdict)), new Cell.Count(line.Clocks) { Link = RowLinks.To(line.Verdict == "met" ? RowSets.ClocksMet : RowSets.ClocksBreachedEnded, setting.Filter) },
                .. new[] { line.Agent, line.OffHours, line.Vendor, line.Customer, line.ThirdParty, line.Total }.Select(seconds => new Cell.Duration(seconds / Math.Max(1, line.Clocks))),
            ])],
            EmptyText = lines.Count == 0 ? $"No clock with a target ended {setting.InPeriod}." : null,
        };
    }
}
