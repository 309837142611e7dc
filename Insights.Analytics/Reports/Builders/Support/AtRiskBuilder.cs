using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>Customers with something that speaks for trouble, and what it is.</summary>
internal sealed class AtRiskBuilder(ReportSources sources, ISupportQueries support) : IReportBuilder
{
    private const int Listed = 100;

    private static readonly MetricDefinition[] Shown = [Numbers.TicketsCreated];

    public string Id => "support-at-risk";
    public string Title => "Customers at risk";
    public string Audience => "Support leads and vendors: whom should somebody call?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        if (!setting.HasData || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, Shown);
        var found = await support.AtRiskAsync(filter, scope, Listed, cancel);
        var table = new Table
        {
            Id = "at-risk",
            Title = "Customers with a sign of trouble, most signs first",
            Columns =
            [
                new("customer", "Customer", ColumnKind.Text), .. scope.IsStaff ? [new Column("vendor", "Vendor", ColumnKind.Text)] : Array.Empty<Column>(), new("signs", "Signs", ColumnKind.Count), new("why", "Why", ColumnKind.Text),
                new("cases", "Cases", ColumnKind.Count), new("last", "Last case", ColumnKind.Date),
            ],
            Rows = [.. found.Listed.Select(one =>
            {
                // All of the customer's cases, whenever they came: the sum of them is what is listed.
                var rows = RowLinks.To(RowSets.TicketsCreated, new ReportFilter { Range = new(one.FirstDay, one.LastDay) }.With("vendor", one.VendorCode).With("customer", one.Id));
                return (IReadOnlyList<Cell>)
                [
                    one.Customer is { Length: > 0 } name ? new Cell.Text(name) { Link = rows } : new Cell.None("not named"),
                    .. scope.IsStaff ? [new Cell.Text(one.Vendor)] : Array.Empty<Cell>(),
                    new Cell.Count(one.Signs), new Cell.Text(Why(one)), new Cell.Count(one.Tickets) { Link = rows }, new Cell.Date(one.LastDay),
                ];
            })],
            Cap = found.Count > found.Listed.Count ? FormattableString.Invariant($"First {found.Listed.Count:N0} of {found.Count:N0} customers.") : null,
            EmptyText = found.Count == 0 ? $"No customer with a sign of trouble wrote {setting.InPeriod}." : null,
        };
        var most = found.Listed.Count(one => one.Signs > 1);
        var headline = found.Count == 0 ? $"No customer with a sign of trouble {setting.InPeriod}" : $"{Words.Count(found.Count, "customer", "customers")} with a sign of trouble{(most > 0 ? $", {most:N0}{(found.Count > Listed && most == Listed ? " and more" : "")} with several" : "")}";
        return Frame.Document(this, setting, headline, [new Section { Id = "at-risk", Title = "Whom somebody should call", Wide = true, Blocks = [new Block.DataTable(table)] }], Shown,
        [
            FormattableString.Invariant($"Signs: {CustomerRisk.LeastRepeats} or more cases of one issue within {CustomerRisk.WindowDays} days; a case rated bad; a refund case that is not solved now. They are counted, not weighed. A customer is listed when its last case was created in the period; all its cases count."),
            "Customers are named as the help desk's own pages name them, and to nobody who may not read their tickets. A customer is one within one vendor.",
        ]);
    }

    private static string Why(CustomerAtRisk one)
    {
        var reasons = new List<string>();
        if (one.Repeats > 0)
            reasons.Add(FormattableString.Invariant($"{one.Repeats} cases about {Words.Label(one.RepeatedIssue!).ToLowerInvariant()} within {one.WindowDays} days"));
        if (one.OpenRefunds > 0)
            reasons.Add(Words.Count(one.OpenRefunds, "refund case open", "refund cases open"));
        if (one.RatedBad > 0)
            reasons.Add(Words.Count(one.RatedBad, "case rated bad", "cases rated bad"));
        return Words.Sentence(Words.Join(reasons));
    }
}
