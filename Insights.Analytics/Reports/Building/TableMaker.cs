using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Building;

/// <summary>Answers as tables whose totals are the tiles' own numbers.</summary>
internal static class TableMaker
{
    /// <summary>Members asked of a breakdown before the rest is summed here: more than any house has vendors, teams or countries to read.</summary>
    private const int AllMembers = 1_000;

    /// <summary>Several metrics by the members of one dimension, led by the first metric; the rest of the members as one row, so that columns add up.</summary>
    public static async Task<Table> ByAsync(ReportSources sources, ReportSetting setting, string id, string title, string dimension, IReadOnlyList<MetricDefinition> metrics, int top, Func<string, string>? label = null, CancellationToken cancel = default)
    {
        var breakdowns = new List<MetricBreakdown>();
        foreach (var metric in metrics)
            breakdowns.Add(await sources.Metrics.BreakdownAsync(metric.Id, dimension, setting.Filter, setting.Scope, AllMembers, cancel));
        var byKey = breakdowns.Select(breakdown => breakdown.Members.ToDictionary(member => member.Key, StringComparer.Ordinal)).ToList();
        var members = breakdowns.SelectMany(breakdown => breakdown.Members).DistinctBy(member => member.Key).ToList();
        var shown = members.Count <= top + 1 ? members : members.Take(top).ToList();

        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var member in shown)
        {
            var filter = setting.Filter.With(dimension, member.Key);
            rows.Add(
            [
                new Cell.Text(label?.Invoke(member.Label) ?? member.Label),
                .. metrics.Select((metric, i) => byKey[i].TryGetValue(member.Key, out var found) ? Linked(metric, found.Value, filter) : Nothing(metric)),
            ]);
        }
        if (shown.Count < members.Count)
        {
            var rest = members.Skip(shown.Count).Select(member => member.Key).ToList();
            rows.Add(
            [
                new Cell.Text(Words.Count(rest.Count, "other", "others")),
                .. metrics.Select((metric, i) => Sum(metric, [.. rest.Where(byKey[i].ContainsKey).Select(key => byKey[i][key].Value)])),
            ]);
        }
        return new Table
        {
            Id = id,
            Title = title,
            Columns = [new(dimension, Words.Label(dimension), ColumnKind.Text), .. metrics.Select(Column)],
            Rows = rows,
            Totals = rows.Count == 0 ? null : [new Cell.Text("Total"), .. metrics.Select((metric, i) => Linked(metric, breakdowns[i].Total, setting.Filter))],
            EmptyText = rows.Count == 0 ? $"Nothing {setting.InPeriod}." : null,
        };
    }

    /// <summary>Several metrics over time, one row a bucket.</summary>
    public static async Task<Table> OverTimeAsync(ReportSources sources, ReportSetting setting, string id, string title, IReadOnlyList<MetricDefinition> metrics, Bucket bucket, CancellationToken cancel = default)
    {
        var ids = metrics.Select(metric => metric.Id).ToList();
        var series = await sources.Metrics.SeriesAsync(ids, setting.Filter, setting.Scope, bucket, cancel);
        var totals = await sources.Metrics.ValuesAsync(ids, setting.Filter, setting.Scope, cancel);
        var points = series[ids[0]].Points;
        return new Table
        {
            Id = id,
            Title = title,
            Columns = [new("from", bucket == Bucket.Day ? "Day" : $"{Words.Label(Periods.BucketName(bucket))} from", ColumnKind.Date), .. metrics.Select(Column)],
            Rows = [.. points.Select((point, i) => (IReadOnlyList<Cell>)
            [
                new Cell.Date(point.Days.From),
                .. metrics.Select(metric => Linked(metric, series[metric.Id].Points[i].Value, setting.Filter.Over(point.Days))),
            ])],
            // A level (the backlog) and a median are not sums of their buckets; the total is the period's own answer all the same.
            Totals = [null, .. metrics.Select(metric => Linked(metric, totals[metric.Id], setting.Filter))],
        };
    }

    /// <summary>Money metrics, one row a currency; the last line is the total in the reporting currency.</summary>
    public static Table ByCurrency(string id, string title, ReportSetting setting, IReadOnlyList<MetricDefinition> metrics, IReadOnlyDictionary<string, MetricResult> values)
    {
        var currencies = metrics.SelectMany(metric => values[metric.Id].ByCurrency).Select(money => money.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new Table
        {
            Id = id,
            Title = title,
            Columns = [new("currency", "Currency", ColumnKind.Text), .. metrics.Select(Column)],
            Rows = [.. currencies.Select(currency => (IReadOnlyList<Cell>)
            [
                new Cell.Text(currency),
                .. metrics.Select(metric => new Cell.Money(values[metric.Id].ByCurrency.FirstOrDefault(money => money.Currency == currency).Minor, currency)
                {
                    Link = RowLinks.To(metric.Rows, setting.Filter.With("currency", currency)),
                }),
            ])],
            Totals = currencies.Count == 0 ? null :
            [
                // An amount in one currency is shown in it; only where every column is converted does the row say so.
                new Cell.Text(metrics.All(metric => values[metric.Id].ByCurrency.Count > 1) ? $"All, in {setting.Workspace.ReportingCurrency}" : "Total"),
                .. metrics.Select(metric => Linked(metric, values[metric.Id], setting.Filter)),
            ],
            EmptyText = currencies.Count == 0 ? $"No amounts {setting.InPeriod}." : null,
        };
    }

    public static Column Column(MetricDefinition metric) => new(metric.Id, metric.Name, ChartMaker.Kind(metric.Unit));

    public static Cell Linked(MetricDefinition metric, MetricResult result, ReportFilter filter) => Deltas.Shown(metric, result) with { Link = RowLinks.To(metric.Rows, filter) };

    private static Cell Nothing(MetricDefinition metric) => metric.Unit == MetricUnit.Count ? new Cell.Count(0) : new Cell.None("no rows");

    /// <summary>The rest of a breakdown: counts and shares add by their counts, one currency adds, medians do not.</summary>
    private static Cell Sum(MetricDefinition metric, IReadOnlyList<MetricResult> rest)
    {
        var known = rest.Where(result => result.HasValue).ToList();
        if (known.Count == 0)
            return Nothing(metric);
        switch (metric.Unit)
        {
            case MetricUnit.Count:
                return new Cell.Count(known.Sum(result => result.Numerator ?? 0));
            case MetricUnit.Percent when metric.ByValue:
                return Deltas.Shown(metric, known[0] with { Amounts = new Ratio(known.Sum(result => result.Amounts?.Numerator ?? 0), known.Sum(result => result.Amounts?.Denominator ?? 0)) });
            case MetricUnit.Percent or MetricUnit.PerThousand:
                return Deltas.Shown(metric, known[0] with { Numerator = known.Sum(result => result.Numerator), Denominator = known.Sum(result => result.Denominator) });
            case MetricUnit.Money:
                var cells = known.Select(result => result.ToCell()).OfType<Cell.Money>().ToList();
                return cells.Count > 0 && cells.TrueForAll(cell => cell.Currency == cells[0].Currency) ? cells[0] with { Minor = cells.Sum(cell => cell.Minor) } : new Cell.None("several currencies");
            default:
                return new Cell.None("medians do not add up");
        }
    }
}
