using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
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
        var metric = MetricCatalog.Find(alert.CatalogueId);
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
            if (RateOf(alert.Metric) is { } rate && dimension != "cause")
            {
                if (await RatesAsync(sources, rate, dimension, filter, days, scope, cancel) is { } rates)
                    tables.Add(rates);
                continue;
            }

            var now = await CountsAsync(sources, metric, dimension, filter, scope, cancel);
            var before = await CountsAsync(sources, metric, dimension, filter.Over(Before(days)), scope, cancel);
            var members = now.Keys.Union(before.Keys).Select(key => new MemberCounts(key, before.GetValueOrDefault(key).Count, 0, now.GetValueOrDefault(key).Count, 0)).ToList();
            if (members.Count > 1)
                tables.Add(Table(metric, dimension, members, key => now.GetValueOrDefault(key).Label ?? before[key].Label, filter));
        }

        return tables;
    }

    /// <summary>The share the cases are of their rows; null where they are counted by themselves.</summary>
    private static MetricDefinition? RateOf(string watched) => watched switch
    {
        "failed_payments" => MetricCatalog.Find("approval_rate"),
        "failed_refunds" => MetricCatalog.Find("refund_failure_rate"),
        _ => null,
    };

    /// <summary>A change of a rate, in parts: members whose own rate has changed, and members that are a larger or smaller part of the whole than before.</summary>
    private static async Task<Table?> RatesAsync(ReportSources sources, MetricDefinition rate, string dimension, ReportFilter filter, DateRange days, DataScope scope, CancellationToken cancel)
    {
        var now = await SharesAsync(sources, rate, dimension, filter, scope, cancel);
        var before = await SharesAsync(sources, rate, dimension, filter.Over(Before(days)), scope, cancel);
        var members = now.Keys.Union(before.Keys).Select(key => new MemberCounts(key, before.GetValueOrDefault(key).Failed, before.GetValueOrDefault(key).Of, now.GetValueOrDefault(key).Failed, now.GetValueOrDefault(key).Of)).ToList();
        var parts = Contributions.OfRate(members);
        if (parts.Count < 2)
            return null;
        var counts = members.ToDictionary(member => member.Member);
        Cell Share(double failed, double of) => of > 0 ? new Cell.Share((long)failed, (long)of) : new Cell.None("none on these days");
        IReadOnlyList<Cell> Row(string label, IReadOnlyList<Contribution> of, Cell then, Cell here) =>
            [new Cell.Text(label), then, here, Points(of.Sum(part => part.Own)), Points(of.Sum(part => part.Mix)), Points(of.Sum(part => part.Change))];
        var shown = parts.Take(Shown).ToList();
        var rest = parts.Skip(Shown).ToList();
        List<IReadOnlyList<Cell>> rows =
        [
            .. shown.Select(part => Row(now.GetValueOrDefault(part.Member).Label ?? before[part.Member].Label, [part],
                Share(counts[part.Member].Count, counts[part.Member].Total), Share(counts[part.Member].CountNow, counts[part.Member].TotalNow))),
        ];
        if (rest.Count > 0)
        {
            rows.Add(Row(
                Words.Count(rest.Count, "other", "others"), rest, Share(rest.Sum(part => counts[part.Member].Count), rest.Sum(part => counts[part.Member].Total)),
                Share(rest.Sum(part => counts[part.Member].CountNow), rest.Sum(part => counts[part.Member].TotalNow))));
        }

        return new()
        {
            Id = "drivers-" + dimension,
            Title = "Share that failed, by " + Words.Label(dimension).ToLowerInvariant(),
            Columns =
            [
                new("member", Words.Label(dimension), ColumnKind.Text), new("before", "Before", ColumnKind.Share), new("now", "On these days", ColumnKind.Share),
                new("own", "By its own rate", ColumnKind.Points), new("mix", "By its part of the whole", ColumnKind.Points), new("change", "Together", ColumnKind.Points),
            ],
            Rows = rows,
            Totals =
            [
                null, Share(members.Sum(member => member.Count), members.Sum(member => member.Total)), Share(members.Sum(member => member.CountNow), members.Sum(member => member.TotalNow)),
                Points(parts.Sum(part => part.Own)), Points(parts.Sum(part => part.Mix)), Points(parts.Sum(part => part.Change)),
            ],
        };
    }

    private static Cell.Points Points(double share) => new(share);

    private static async Task<Dictionary<string, (string Label, long Failed, long Of)>> SharesAsync(ReportSources sources, MetricDefinition rate, string dimension, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var breakdown = await sources.Metrics.BreakdownAsync(rate.Id, dimension, filter, scope, int.MaxValue, cancel);
        // Of attempts the catalogue tells the share that succeeded.
        long Failed(MetricResult value) => rate.Polarity == Polarity.HigherIsBetter ? (value.Denominator ?? 0) - (value.Numerator ?? 0) : value.Numerator ?? 0;
        return breakdown.Members.ToDictionary(member => member.Key, member => (AlertTables.Value(dimension, member.Label), Failed(member.Value), member.Value.Denominator ?? 0));
    }

    private static async Task<Dictionary<string, (string Label, long Count)>> CountsAsync(ReportSources sources, MetricDefinition metric, string dimension, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var breakdown = await sources.Metrics.BreakdownAsync(metric.Id, dimension, filter, scope, int.MaxValue, cancel);
        return breakdown.Members.ToDictionary(member => member.Key, member => (AlertTables.Value(dimension, member.Label), member.Value.Numerator ?? 0));
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
            rows.Add(Row(Words.Count(rest.Count, "other", "others"), (long)rest.Sum(part => counts[part.Member].CountNow), null, (long)rest.Sum(part => counts[part.Member].Count), rest.Sum(part => part.Change)));
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
