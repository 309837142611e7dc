using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Payments;

/// <summary>Refunds from request to money: how many, how, how long, why, and which are owed.</summary>
internal static class RefundSections
{
    private const int Owed = 50;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        new() { Id = "course", Title = "What became of refunds", Wide = true, Blocks = await CourseAsync(page, cancel) },
        new() { Id = "owed", Title = "Refunds that are owed", Wide = true, Blocks = await OwedAsync(page, cancel) },
        new() { Id = "time", Title = "From request to money", Wide = true, Blocks = [await DelaySections.PromiseAsync(page, cancel)] },
        new() { Id = "where", Title = "Where refunds are made", Wide = true, Blocks = await WhereAsync(page, cancel) },
        new() { Id = "asked", Title = "What customers had asked before", Blocks = await AskedAsync(page, cancel) },
        new() { Id = "twice", Title = "Given back twice", Blocks = [new Block.Bullets(Twice(page))] },
    ];

    private static async Task<IReadOnlyList<Block>> CourseAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.RefundKinds, cancel) is not { } kinds)
            return [PaymentSetting.NotSplit("What became of refunds", "full or partial, automatic or by hand")];
        var rows = kinds.GroupBy(line => (Extent: line.Members[1], Mode: line.Members[2])).OrderBy(group => group.Key).Select(group => (IReadOnlyList<Cell>)
        [
            group.Key.Extent == ReportFilter.Unknown ? new Cell.None("not told") : new Cell.Text(Words.Label(group.Key.Extent)),
            group.Key.Mode == ReportFilter.Unknown ? new Cell.None("not told") : new Cell.Text(group.Key.Mode == "manual" ? "by hand" : Words.Label(group.Key.Mode)),
            new Cell.Count(group.Sum(line => line.Count)), Of(group, "succeeded"), Of(group, "failed"), Of(group, "pending"),
        ]).ToList();
        return
        [
            new Block.DataTable(new()
            {
                Id = "course", Title = "Refunds by extent, mode and outcome",
                Columns = [new("extent", "Full or partial", ColumnKind.Text), new("mode", "Automatic or by hand", ColumnKind.Text), new("requested", "Requested", ColumnKind.Count), new("succeeded", "Processed", ColumnKind.Count), new("failed", "Failed", ColumnKind.Count), new("pending", "Pending", ColumnKind.Count)],
                Rows = rows,
                Totals = rows.Count == 0 ? null :
                [
                    new Cell.Text("Total"), null, new Cell.Count(kinds.Sum(line => line.Count)), page.Rows(Numbers.Refunds, Status("succeeded")), page.Rows(Numbers.FailedRefunds, Status("failed")), new Cell.Count(Status("pending")),
                ],
                EmptyText = rows.Count == 0 ? $"No refund was requested {page.Setting.InPeriod}." : null,
            }),
            new Block.Paragraph("No provider's file says who verified a refund and when: requested means that the provider was asked to pay it. A refund that failed and was made again by hand is two refunds here."),
        ];

        long Status(string status) => kinds.Where(line => line.Members[0] == status).Sum(line => line.Count);
        static Cell Of(IEnumerable<FacetLine> lines, string status) => new Cell.Count(lines.Where(line => line.Members[0] == status).Sum(line => line.Count));
    }

    private static async Task<IReadOnlyList<Block>> OwedAsync(PaymentSetting page, CancellationToken cancel)
    {
        var owed = await page.Payments.OwedAsync(page.Filter, page.Setting.Scope, Owed, cancel);
        var waited = await page.Payments.MadeGoodAsync(page.Filter, page.Setting.Scope, cancel);
        var made = page.Answers.Now(Numbers.RefundsMadeGood);
        var text = waited.Count == 0
            ? $"No refund was made {page.Setting.InPeriod} after one had failed."
            : FormattableString.Invariant($"{Words.Count(waited.Count, "refund was", "refunds were")} made {page.Setting.InPeriod} after one had failed; counted from the failure, customers waited {Words.Value(new Cell.Duration(Median(waited)))} in the middle and {Words.Value(new Cell.Duration(waited.Max()))} at most.");
        return
        [
            new Block.DataTable(new()
            {
                Id = "owed", Title = "Refunds that failed or wait and were not made good, the oldest first, whenever they were requested",
                Columns = [new("id", "Refund", ColumnKind.Text), new("vendor", "Vendor", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("status", "Status", ColumnKind.Text), new("gateway", "Gateway", ColumnKind.Text), new("method", "Method", ColumnKind.Text), new("since", "Requested", ColumnKind.Moment), new("promised", "Promised until", ColumnKind.Moment), new("overdue", "Overdue", ColumnKind.Text), new("payment", "Payment", ColumnKind.Text)],
                Rows =
                [
                    .. owed.Select(one => (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(one.RefundRef) { Link = RowDetailLinks.To(RowKind.Transactions, one.SourceId, one.RefundRef) }, new Cell.Text(one.Vendor), new Cell.Money(one.Amount.Minor, one.Amount.Currency), new Cell.Text(Words.Label(one.Status)),
                        new Cell.Text(one.Gateway ?? ReportFilter.Unknown), new Cell.Text(Words.Label(one.Method ?? ReportFilter.Unknown)), new Cell.Moment(one.Since), new Cell.Moment(one.PromisedUntil), new Cell.Text(one.Overdue ? "overdue" : "in time"),
                        one.PaymentRef is { } payment ? new Cell.Text(payment) { Link = RowDetailLinks.To(RowKind.Transactions, one.SourceId, payment) } : new Cell.None("not given"),
                    ]),
                ],
                Cap = owed.Count == Owed ? FormattableString.Invariant($"The first {Owed}.") : null,
                EmptyText = owed.Count == 0 ? "No refund is owed under these filters." : null,
            }),
            made.Numerator > 0 ? new Block.Bullets([new Sentence(text, RowLinks.To(Numbers.RefundsMadeGood.Rows, page.Filter))]) : new Block.Paragraph(text),
        ];
    }

    private static async Task<IReadOnlyList<Block>> WhereAsync(PaymentSetting page, CancellationToken cancel)
    {
        MetricDefinition[] metrics = [Numbers.Refunds, Numbers.RefundRate, Numbers.FailedRefunds, Numbers.RefundFailureRate];
        List<Block> blocks = [];
        foreach (var (by, title) in new[] { ("method", "By method"), ("gateway", "By gateway") })
            blocks.Add(new Block.DataTable(await page.ByAsync("refunds-by-" + by, title, by, metrics, 12, by == "method" ? Words.Label : null, cancel)));
        if (page.IsStaff)
            blocks.Add(new Block.DataTable(await page.ByAsync("refunds-by-vendor", "By vendor", "vendor", [.. metrics, Numbers.RefundsInTime, Numbers.ManualRefunds], 30, null, cancel)));
        return blocks;
    }

    private static async Task<IReadOnlyList<Block>> AskedAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.RefundAsked, cancel) is not { } asked)
            return [PaymentSetting.NotSplit("What customers had asked before a refund", "type of request")];
        var total = asked.Sum(line => line.Count);
        return
        [
            new Block.DataTable(new()
            {
                Id = "asked", Title = "Refunds by the type of the case that named the payment in the seven days before",
                Columns = [new("asked", "The customer had asked about", ColumnKind.Text), new("refunds", "Refunds", ColumnKind.Count), new("share", "Share", ColumnKind.Share)],
                Rows = [.. asked.Select(line => (IReadOnlyList<Cell>)[new Cell.Text(line.Members[0] == "nobody" ? "Nothing: no case names the payment" : Words.Label(line.Members[0])), new Cell.Count(line.Count), new Cell.Share(line.Count, total)])],
                EmptyText = asked.Count == 0 ? $"No refund succeeded {page.Setting.InPeriod}." : null,
            }),
            new Block.Paragraph("Providers' files give no reason for a refund. What the customer had asked stands in its place; it is what was asked, not why it was granted."),
        ];
    }

    private static IReadOnlyList<Sentence> Twice(PaymentSetting page)
    {
        Sentence Of(MetricDefinition metric, string one, string many)
        {
            var count = page.Answers.Now(metric).Numerator ?? 0;
            return new(Words.Sentence(Words.Count(count, one, many)) + ".", count > 0 ? RowLinks.To(metric.Rows, page.Filter) : null);
        }
        return
        [
            Of(Numbers.RepeatedRefunds, "refund was of a payment that had been refunded before, one of the two in full", "refunds were of payments that had been refunded before, one of the two in full"),
            Of(Numbers.RefundedDisputes, "dispute is about a payment of which money had gone back before", "disputes are about payments of which money had gone back before"),
        ];
    }

    private static long Median(IReadOnlyList<long> seconds) => seconds.Order().ElementAt((seconds.Count - 1) / 2);
}
