using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>A line of numbers for every vendor, from daily sums alone: what a page of all vendors can afford at ten million payments.</summary>
internal sealed class VendorLines
{
    private static readonly MetricDefinition[] Columns = [Numbers.Payments, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.WinRate, Numbers.NetLoss, Numbers.ContactedFirst, Numbers.Attainment];

    private readonly ReportSetting setting;
    private readonly Dictionary<string, Dictionary<string, MetricMember>> values;
    private readonly Dictionary<string, MetricResult> totals;

    private readonly ILookup<string, Pattern> patterns;
    private readonly Dictionary<string, ProgrammeStanding> standings;

    private VendorLines(ReportSetting setting, IReadOnlyDictionary<string, MetricBreakdown> breakdowns, IReadOnlyList<Pattern> patterns, IReadOnlyList<ProgrammeStanding> standings)
    {
        this.setting = setting;
        Patterns = patterns;
        Standings = standings;
        this.patterns = patterns.Where(pattern => pattern.VendorCode is not null).ToLookup(pattern => pattern.VendorCode!, StringComparer.Ordinal);
        // They come with the most pressing first, and that one is the vendor's standing.
        this.standings = standings.GroupBy(standing => standing.VendorCode, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        values = breakdowns.ToDictionary(pair => pair.Key, pair => pair.Value.Members.ToDictionary(member => member.Key, StringComparer.Ordinal), StringComparer.Ordinal);
        totals = breakdowns.ToDictionary(pair => pair.Key, pair => pair.Value.Total, StringComparer.Ordinal);
        Vendors =
        [
            .. breakdowns[Numbers.DisputeActivity.Id].Members.Concat(breakdowns[Numbers.Payments.Id].Members).Where(member => member.Key != ReportFilter.Unknown).DistinctBy(member => member.Key)
                .Select(member => new FunnelVendor(member.Key, member.Label, Of(Numbers.DisputeActivity, member.Key)?.Numerator ?? 0, Of(Numbers.DisputeActivity, member.Key)?.Denominator ?? 0, VendorLinks.To(member.Key, setting.Filter))),
        ];
        Funnel = Funnels.Of(Vendors);
    }

    public static IReadOnlyList<MetricDefinition> Metrics => Columns;

    /// <summary>Every vendor with a payment or a dispute in the period.</summary>
    public IReadOnlyList<FunnelVendor> Vendors { get; }

    /// <summary>Null where there are too few vendors to compare.</summary>
    public Funnels? Funnel { get; }

    /// <summary>Of the last search, the largest excess first; those over all vendors among them.</summary>
    public IReadOnlyList<Pattern> Patterns { get; }

    /// <summary>Of the month the filter ends in, the most pressing first.</summary>
    public IReadOnlyList<ProgrammeStanding> Standings { get; }

    public static async Task<VendorLines> OfAsync(ScorecardSources scorecards, ReportSetting setting, CancellationToken cancel)
    {
        var breakdowns = new Dictionary<string, MetricBreakdown>(StringComparer.Ordinal);
        foreach (var metric in Columns)
        {
            // Tickets carry no card network: under such a filter their column is empty and says why.
            breakdowns[metric.Id] = await scorecards.Sources.Metrics.BreakdownAsync(metric.Id, "vendor", setting.Filter, setting.Scope, int.MaxValue, cancel);
        }

        var month = await scorecards.Programmes.MonthAsync(setting.Filter, setting.Scope, cancel);
        return new(setting, breakdowns, await scorecards.Patterns.ListAsync(setting.Filter, setting.Scope, cancel), await scorecards.Programmes.StandingsAsync(month, setting.Filter, setting.Scope, cancel));
    }

    /// <summary>Those who stand out first; under 30 payments last. Never by the raw rate, which the smallest vendors would lead.</summary>
    public Table ToTable(int most) => Of(most, "scorecards", $"Scorecards of {Words.Count(Vendors.Count, "vendor", "vendors")} {setting.InPeriod}",
        [
            new("vendor", "Vendor", ColumnKind.Text), TableMaker.Column(Numbers.Payments), new("disputes", "Disputes", ColumnKind.Count), TableMaker.Column(Numbers.DisputeActivity),
            new("against", "Against the others", ColumnKind.Text), new("patterns", "Patterns", ColumnKind.Count), new("programme", "Nearest network line", ColumnKind.Text),
        ],
        Row,
        [
            new Cell.Text("All vendors"), Total(Numbers.Payments) with { Link = RowLinks.ToPayments(Numbers.Payments.Rows, setting.Filter) }, new Cell.Count(totals[Numbers.DisputeActivity.Id].Numerator ?? 0) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter) }, Total(Numbers.DisputeActivity),
            null, null, null,
        ]);

    /// <summary>The same vendors in the same order: what became of their payments and disputes, and how they are served. By itself, because both beside each other fit no screen.</summary>
    public Table ToOutcomes(int most) => Of(most, "scorecards-outcomes", $"What came of it, for the same vendors {setting.InPeriod}",
        [
            new("vendor", "Vendor", ColumnKind.Text), TableMaker.Column(Numbers.DisputeRate), new("interval", "95 % interval of the rate", ColumnKind.Text),
            TableMaker.Column(Numbers.WinRate), TableMaker.Column(Numbers.NetLoss), TableMaker.Column(Numbers.ContactedFirst), TableMaker.Column(Numbers.Attainment),
        ],
        Outcomes,
        [new Cell.Text("All vendors"), Total(Numbers.DisputeRate), null, Total(Numbers.WinRate), Total(Numbers.NetLoss), Total(Numbers.ContactedFirst), Total(Numbers.Attainment)]);

    private Table Of(int most, string id, string title, IReadOnlyList<Column> columns, Func<FunnelVendor, IReadOnlyList<Cell>> row, IReadOnlyList<Cell?> all)
    {
        var compared = Vendors.Where(vendor => !ProportionInterval.IsSmall(vendor.Payments)).OrderByDescending(vendor => Funnel?.ZOf(vendor.Code) ?? double.NegativeInfinity).ThenByDescending(vendor => vendor.Disputes).ThenBy(vendor => vendor.Code, StringComparer.Ordinal).ToList();
        var small = Vendors.Where(vendor => ProportionInterval.IsSmall(vendor.Payments)).OrderByDescending(vendor => vendor.Disputes).ThenBy(vendor => vendor.Code, StringComparer.Ordinal).ToList();
        FunnelVendor[] shown = [.. compared.Concat(small).Take(most)];
        return new Table
        {
            Id = id,
            Title = title,
            Columns = columns,
            Rows = [.. shown.Select(row)],
            SmallFrom = small.Count == 0 ? null : Math.Min(compared.Count, shown.Length),
            Totals = shown.Length < Vendors.Count ? null : all,
            Cap = shown.Length < Vendors.Count ? FormattableString.Invariant($"first {shown.Length:N0} of {Vendors.Count:N0}") : null,
            EmptyText = Vendors.Count == 0 ? $"No vendor took a payment or received a dispute {setting.InPeriod}." : null,
        };
    }

    private IReadOnlyList<Cell> Row(FunnelVendor vendor)
    {
        var own = setting.Filter.With("vendor", vendor.Code);
        return
        [
            new Cell.Text(vendor.Name) { Link = vendor.Link },
            new Cell.Count(vendor.Payments) { Link = RowLinks.ToPayments(Numbers.Payments.Rows, own) },
            new Cell.Count(vendor.Disputes) { Link = RowLinks.To(RowSets.DisputesOpened, own) },
            Shown(Numbers.DisputeActivity, vendor.Code, own),
            new Cell.Text(Funnels.Word(Funnel?.PlaceOf(vendor.Code))),
            new Cell.Count(patterns[vendor.Code].Count()) { Link = "/patterns?" + own.ToQueryString() },
            Programme(vendor.Code),
        ];
    }

    private IReadOnlyList<Cell> Outcomes(FunnelVendor vendor)
    {
        var own = setting.Filter.With("vendor", vendor.Code);
        var rate = Of(Numbers.DisputeRate, vendor.Code);
        return
        [
            new Cell.Text(vendor.Name) { Link = vendor.Link },
            Shown(Numbers.DisputeRate, vendor.Code, own),
            Against.IntervalCell(new Ratio(rate?.Numerator ?? 0, rate?.Denominator ?? 0)),
            Shown(Numbers.WinRate, vendor.Code, own),
            Shown(Numbers.NetLoss, vendor.Code, own),
            Shown(Numbers.ContactedFirst, vendor.Code, own),
            Shown(Numbers.Attainment, vendor.Code, own),
        ];
    }

    private Cell Programme(string code) => standings.TryGetValue(code, out var standing)
        ? new Cell.Text($"{standing.Programme}: {ProgrammeTelling.Status(standing)}") { Link = ProgrammeTables.Detail(standing) }
        : new Cell.None("no payments on a network with a programme");

    private Cell Shown(MetricDefinition metric, string code, ReportFilter own) =>
        Of(metric, code) is { } value ? TableMaker.Linked(metric, value, own) : new Cell.None(totals[metric.Id].Missing ?? "none in these days");

    private Cell Total(MetricDefinition metric) => TableMaker.Linked(metric, totals[metric.Id], setting.Filter);

    private MetricResult? Of(MetricDefinition metric, string code) => values[metric.Id].TryGetValue(code, out var member) ? member.Value : null;
}
