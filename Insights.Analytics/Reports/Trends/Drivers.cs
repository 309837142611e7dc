using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Trends;

/// <summary>Which members of a dimension explain a change: tables whose changes add up to the whole of it.</summary>
internal static class Drivers
{
    private const int Shown = 8;

    /// <summary>The same days of the week, as many weeks before as the days are long.</summary>
    public static DateRange Before(DateRange days) => new(days.From.PlusDays(-7 * Weeks(days)), days.To.PlusDays(-7 * Weeks(days)));

    public static async Task<IReadOnlyList<Table>> TablesAsync(ReportSources sources, Alert alert, DateRange days, DataScope scope, CancellationToken cancel)
    {
        var metric = AlertTables.Metric(alert.Metric);
        string[] dimensions = alert.Metric switch
        {
            "failed_payments" => ["gateway", "cause", "method", "vendor"],
            "tickets" => ["category", "channel", "vendor"],
            "disputes" => ["reason", "network", "vendor"],
            _ => ["gateway", "method", "vendor"],
        };
        var filter = new ReportFilter { Range = days, Compare = Comparison.None };
        // A vendor's alert is about that vendor, whoever reads it.
        if (alert.VendorCode is { } vendor)
            filter = filter.With("vendor", vendor);
        var tables = new List<Table>();
        foreach (var dimension in dimensions.Where(dimension => dimension != "vendor" || (scope.IsStaff && alert.VendorCode is null)))
        {
            var now = await CountsAsync(sources, metric, dimension, filter, scope, cancel);
            var before = await CountsAsync(sources, metric, dimension, filter.Over(Before(days)), scope, cancel);
            var members = now.Keys.Union(before.Keys).Select(key => new MemberCounts(key, before.GetValueOrDefault(key).Count, 0, now.GetValueOrDefault(key).Count, 0)).ToList();
            if (members.Count > 1)
                tables.Add(Table(metric, dimension, members, key => now.GetValueOrDefault(key).Label ?? before[key].Label, filter));
        }

        return tables;
    }

    private static async Task<Dictionary<string, (string Label, long Count)>> CountsAsync(ReportSources sources, MetricDefinition metric, string dimension, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var breakdown = await sources.Metrics.BreakdownAsync(metric.Id, dimension, filter, scope, int.MaxValue, cancel);
        return breakdown.Members.ToDictionary(member => member.Key, member => (member.Label, member.Value.Numerator ?? 0));
    }

    private static Table Table(MetricDefinition metric, string dimension, List<MemberCounts> members, Func<string, string> label, ReportFilter filter)
    {
        var parts = Contributions.OfCount(members);
        var counts = members.ToDictionary(member => member.Member);
        var shown = parts.Take(Shown).ToList();
        var rest = parts.Skip(Shown).ToList();
        List<IReadOnlyList<Cell>> rows =
        [
            .. shown.Select(part => Row(
                label(part.Member), (long)counts[part.Member].CountNow, RowLinks.To(metric.Rows, filter.With(dimension, part.Member)), (long)counts[part.Member].Count, part.Change)),
        ];
        if (rest.Count > 0)
            rows.Add(Row(FormattableString.Invariant($"{rest.Count} others"), (long)rest.Sum(part => counts[part.Member].CountNow), null, (long)rest.Sum(part => counts[part.Member].Count), rest.Sum(part => part.Change)));
        return new()
        {
            Id = "drivers-" + dimension,
            Title = "By " + Words.Label(dimension).ToLowerInvariant(),
            Columns = [new("member", Words.Label(dimension), ColumnKind.Text), new("now", "On these days", ColumnKind.Count), new("before", "Before", ColumnKind.Count), new("change", "Change", ColumnKind.Count)],
            Rows = rows,
            Totals =
            [
                null, new Cell.Count((long)members.Sum(member => member.CountNow)) { Link = RowLinks.To(metric.Rows, filter) }, new Cell.Count((long)members.Sum(member => member.Count)), new Cell.Count((long)parts.Sum(part => part.Change)),
            ],
        };
    }

    private static IReadOnlyList<Cell> Row(string label, long now, string? link, long before, double change) =>
        [new Cell.Text(label), new Cell.Count(now) { Link = link }, new Cell.Count(before), new Cell.Count((long)change)];

    /// <summary>"the same days of the week before", "the same days two weeks before".</summary>
    public static string SameDays(DateRange days) => Weeks(days) == 1 ? "the same days of the week before" : FormattableString.Invariant($"the same days {Weeks(days)} weeks before");

    private static int Weeks(DateRange days) => (days.Days + 6) / 7;
}
