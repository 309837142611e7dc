using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Reports.Payments;

/// <summary>How customers pay, how well each method works, and what to offer where one does not.</summary>
internal static class MethodSections
{
    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        new() { Id = "methods", Title = "Method by method", Wide = true, Blocks = await MethodsAsync(page, cancel) },
        new() { Id = "suggestions", Title = "What to offer where a method fails", Blocks = await Alternatives.OfAsync(page, cancel) },
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
            Columns = [new("method", "Method", ColumnKind.Text), new("attempts", "Attempts", ColumnKind.Count), new("mix", "Share of attempts", ColumnKind.Share), new("cases", "Cases about them", ColumnKind.Count), new("rate", "Cases per 1,000 attempts", ColumnKind.Share)],
            Rows =
            [
                .. cases.OrderByDescending(line => line.Base).Select(line => (IReadOnlyList<Cell>)
                [
                    new Cell.Text(Words.Label(line.Members[0])), new Cell.Count(line.Base) { Link = RowLinks.To(RowSets.PaymentsAttempts, page.Filter.With("method", line.Members[0])) }, new Cell.Share(line.Base, total), new Cell.Count(line.Count),
                    line.Base == 0 ? new Cell.None("no attempts") : new Cell.Share(line.Count, line.Base) { Per = 1000 },
                ]),
            ],
            Totals = total == 0 ? null : [new Cell.Text("Total"), new Cell.Count(total) { Link = RowLinks.To(RowSets.PaymentsAttempts, page.Filter) }, null, new Cell.Count(cases.Sum(line => line.Count)), new Cell.Share(cases.Sum(line => line.Count), total) { Per = 1000 }],
            EmptyText = total == 0 ? $"Nothing was tried {page.Setting.InPeriod}." : null,
        }));
        return blocks;
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
