using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Reports.Payments;

/// <summary>How customers pay, how well each method works, and what to offer where one does not.</summary>
internal static class MethodSections
{
    /// <summary>Fewer attempts say nothing about a method in a country.</summary>
    private const int Least = 100;

    /// <summary>A smaller difference is not worth another button at the till.</summary>
    private const double Worth = 0.05;

    private const int Suggestions = 8;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        new() { Id = "methods", Title = "Method by method", Wide = true, Blocks = await MethodsAsync(page, cancel) },
        new() { Id = "suggestions", Title = "What to offer where a method fails", Blocks = await SuggestedAsync(page, cancel) },
        new() { Id = "switches", Title = "What customers tried when a method failed", Wide = true, Blocks = await SwitchesAsync(page, cancel) },
        new() { Id = "causes", Title = "Why each method fails", Wide = true, Blocks = await CausesAsync(page, cancel) },
    ];

    private static async Task<IReadOnlyList<Block>> MethodsAsync(PaymentSetting page, CancellationToken cancel)
    {
        MetricDefinition[] metrics = [Numbers.Payments, Numbers.ApprovalRate, Numbers.FailedPayments, Numbers.RefundRate, Numbers.RecoveryRate];
        List<Block> blocks = [new Block.DataTable(await page.ByAsync("methods", "Payments and what goes wrong, by method", "method", metrics, 10, Words.Label, cancel))];
        if (await page.FacetAsync(PaymentSplit.MethodCases, cancel) is not { } cases)
        {
            blocks.Add(PaymentSetting.NotSplit("Cases by method", "method"));
            return blocks;
        }
        var total = cases.Sum(line => line.Base);
        blocks.Add(new Block.DataTable(new()
        {
            Id = "contacts",
            Title = "Mix of methods, and cases that name a payment within seven days",
            Columns = [new("method", "Method", ColumnKind.Text), new("attempts", "Attempts", ColumnKind.Count), new("mix", "Share of attempts", ColumnKind.Share), new("cases", "Cases about them", ColumnKind.Count), new("rate", "Cases per 1,000 attempts", ColumnKind.Text)],
            Rows =
            [
                .. cases.OrderByDescending(line => line.Base).Select(line => (IReadOnlyList<Cell>)
                [
                    new Cell.Text(Words.Label(line.Members[0])), new Cell.Count(line.Base) { Link = RowLinks.To(RowSets.PaymentsAttempts, page.Filter.With("method", line.Members[0])) }, new Cell.Share(line.Base, total), new Cell.Count(line.Count),
                    line.Base == 0 ? new Cell.None("no attempts") : new Cell.Text(FormattableString.Invariant($"{1000.0 * line.Count / line.Base:0.0}")),
                ]),
            ],
            Totals = total == 0 ? null : [new Cell.Text("Total"), new Cell.Count(total) { Link = RowLinks.To(RowSets.PaymentsAttempts, page.Filter) }, null, new Cell.Count(cases.Sum(line => line.Count)), new Cell.Text(FormattableString.Invariant($"{1000.0 * cases.Sum(line => line.Count) / Math.Max(1, total):0.0}"))],
            EmptyText = total == 0 ? $"Nothing was tried {page.Setting.InPeriod}." : null,
        }));
        return blocks;
    }

    private static async Task<IReadOnlyList<Block>> SuggestedAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.MethodCountries, cancel) is not { } lines)
            return [PaymentSetting.NotSplit("Methods side by side", "method, country of the customer")];
        var found = Among(lines);
        return
        [
            found.Count == 0
                ? new Block.Paragraph($"In no country does one method fail clearly more often than another: nowhere do two methods with at least {Least} attempts each differ by five points or more, beyond chance.")
                : new Block.Bullets([.. found.Take(Suggestions).Select(one => new Sentence(one.Text, RowLinks.To(RowSets.PaymentsFailed, page.Filter.With("method", one.Method).With("customer_country", one.Country))))]),
        ];
    }

    /// <summary>Methods that fail beyond chance more often than another one in the same country, the largest difference first.</summary>
    internal static IReadOnlyList<(string Method, string Country, string Text, double Difference)> Among(IReadOnlyList<FacetLine> lines)
    {
        var found = new List<(string Method, string Country, string Text, double Difference)>();
        foreach (var country in lines.Where(line => line.Base >= Least && line.Members[0] != ReportFilter.Unknown).GroupBy(line => line.Members[1]).Where(group => group.Count() > 1))
        {
            var best = country.MinBy(line => (double)line.Count / line.Base)!;
            foreach (var line in country)
            {
                var (one, other) = (new Ratio(line.Count, line.Base), new Ratio(best.Count, best.Base));
                var difference = one.Value!.Value - other.Value!.Value;
                if (difference >= Worth && ProportionInterval.Newcombe(one, other) is { Lower: > 0 })
                {
                    found.Add((line.Members[0], line.Members[1], FormattableString.Invariant(
                        $"Customers in {line.Members[1]}: {Words.Label(line.Members[0]).ToLowerInvariant()} fails at {Words.Percent(one.Value.Value)} of {line.Base:N0} attempts, {Words.Label(best.Members[0]).ToLowerInvariant()} at {Words.Percent(other.Value.Value)} of {best.Base:N0}: offer it first, or name it when a payment fails."), difference));
                }
            }
        }
        return [.. found.OrderByDescending(one => one.Difference)];
    }

    private static async Task<IReadOnlyList<Block>> SwitchesAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.OrderMethods, cancel) is not { } lines)
            return [PaymentSetting.NotSplit("What was tried next", "method")];
        return
        [
            new Block.DataTable(new()
            {
                Id = "switches", Title = "Failed orders by the method that failed and what came next",
                Columns = [new("method", "Failed with", ColumnKind.Text), new("next", "Next", ColumnKind.Text), new("orders", "Failed orders", ColumnKind.Count), new("recovered", "Paid in the end", ColumnKind.Share)],
                Rows =
                [
                    .. lines.GroupBy(line => (Method: line.Members[0], Next: line.Members[1])).OrderBy(group => group.Key.Method, StringComparer.Ordinal).ThenByDescending(group => group.Sum(line => line.Count)).Select(group => (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(Words.Label(group.Key.Method)),
                        new Cell.Text(group.Key.Next is FailedOrder.Asked or FailedOrder.Left or FailedOrder.NotKnown ? Words.Sentence(PaymentTelling.Next(group.Key.Next)) : "Tried " + Words.Label(group.Key.Next).ToLowerInvariant()),
                        new Cell.Count(group.Sum(line => line.Count)), new Cell.Share(group.Where(line => line.Members[2] == "1").Sum(line => line.Count), group.Sum(line => line.Count)),
                    ]),
                ],
                EmptyText = lines.Count == 0 ? $"No order failed {page.Setting.InPeriod}." : null,
            }),
        ];
    }

    private static async Task<IReadOnlyList<Block>> CausesAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.MethodCauses, cancel) is not { } lines)
            return [PaymentSetting.NotSplit("Causes by method", "method, cause")];
        var causes = lines.GroupBy(line => line.Members[1]).OrderByDescending(group => group.Sum(line => line.Count)).Select(group => group.Key).ToList();
        return
        [
            new Block.DataTable(new()
            {
                Id = "method-causes", Title = "Failed payments by method and cause",
                Columns = [new("method", "Method", ColumnKind.Text), .. causes.Select(cause => new Column(cause, FailureSections.Cause(cause), ColumnKind.Count))],
                Rows =
                [
                    .. lines.GroupBy(line => line.Members[0]).OrderByDescending(group => group.Sum(line => line.Count)).Select(group => (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(Words.Label(group.Key)), .. causes.Select(cause => page.Rows(Numbers.FailedPayments, group.Where(line => line.Members[1] == cause).Sum(line => line.Count), ("method", group.Key), ("cause", cause))),
                    ]),
                ],
                EmptyText = lines.Count == 0 ? $"No payment failed {page.Setting.InPeriod}." : null,
            }),
        ];
    }
}
