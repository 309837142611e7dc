using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Payments;

/// <summary>Charges that look wrong, each with what speaks for it.</summary>
internal static class BillingSections
{
    public const int Most = 100;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel)
    {
        var found = await page.Payments.CandidatesAsync(page.Filter, page.Setting.Scope, Most, cancel);
        var total = page.Answers.Now(Numbers.BillingCandidates).Numerator ?? 0;
        var kinds = found.GroupBy(one => (one.What, one.Confidence)).OrderByDescending(group => group.Count()).Select(group => new Sentence(FormattableString.Invariant($"{Words.Sentence(group.Key.What)}: {group.Count():N0}, {group.Key.Confidence}{(group.Key.Confidence == "confirmed" ? " by a refund, a dispute or the customer" : " confidence")}."), null)).ToList();
        return
        [
            new() { Id = "summary", Title = "What looks wrong", Blocks = [kinds.Count == 0 ? new Block.Paragraph($"No charge {page.Setting.InPeriod} looks wrong under these filters.") : new Block.Bullets(kinds)] },
            new() { Id = "candidates", Title = "Charge by charge", Wide = true, Blocks = [new Block.DataTable(Candidates(found, total))] },
            new() { Id = "fees", Title = "What payments cost", Wide = true, Blocks = [await FeesAsync(page, cancel)] },
            new()
            {
                Id = "how", Title = "How they are found",
                Blocks = [new Block.Paragraph("These are candidates and no verdicts. An order's own amount is not imported, so a charge is held against the attempt before it; a cancellation is what a provider's file or a full refund says, never what a customer gave up at the till. A fee is judged where at least twenty payments of the same week, gateway, method, currency and size are there to compare with.")],
            },
        ];
    }

    private static Table Candidates(IReadOnlyList<BillingCandidate> found, long total) => new()
    {
        Id = "candidates",
        Title = "Charges that look wrong, the latest first",
        Columns =
        [
            new("id", "Payment", ColumnKind.Text), new("date", "Date", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("kind", "What looks wrong", ColumnKind.Text),
            new("confidence", "Confidence", ColumnKind.Text), new("evidence", "Evidence", ColumnKind.Text), new("other", "Held against", ColumnKind.Text), new("expected", "Expected", ColumnKind.Money), new("ticket", "Ticket", ColumnKind.Text),
        ],
        Rows =
        [
            .. found.Select(one => (IReadOnlyList<Cell>)
            [
                Payment(one.SourceId, one.PaymentRef), new Cell.Moment(one.PaidAt), new Cell.Text(one.Vendor), new Cell.Money(one.Amount.Minor, one.Amount.Currency), new Cell.Text(Words.Sentence(one.What)), new Cell.Text(one.Confidence), new Cell.Text(one.Evidence),
                one.OtherRef is { } other ? Payment(one.SourceId, other) : new Cell.None("nothing"), one.Expected is { } expected ? new Cell.Money(expected.Minor, expected.Currency) : new Cell.None("not known"),
                one.TicketRef is { } ticket ? new Cell.Text(ticket) { Link = RowDetailLinks.To(RowKind.Tickets, one.TicketSourceId, ticket) } : new Cell.None("none"),
            ]),
        ],
        Cap = total > found.Count ? FormattableString.Invariant($"The latest {found.Count} of {total:N0}; the tile leads to all.") : null,
        EmptyText = found.Count == 0 ? "No charge looks wrong under these filters." : null,
    };

    private static async Task<Block> FeesAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.Fees, cancel) is not { } fees)
            return PaymentSetting.NotSplit("Fees", "gateway");
        return new Block.DataTable(new()
        {
            Id = "fees",
            Title = "Fees of paid charges by gateway and currency",
            Columns = [new("gateway", "Gateway", ColumnKind.Text), new("payments", "Payments", ColumnKind.Count), new("amount", "Amount", ColumnKind.Money), new("fee", "Fees", ColumnKind.Money), new("share", "Share of the amount", ColumnKind.Share)],
            Rows =
            [
                .. fees.OrderBy(line => line.Members[0], StringComparer.Ordinal).ThenBy(line => line.Currency, StringComparer.Ordinal).Select(line => (IReadOnlyList<Cell>)
                [
                    new Cell.Text(line.Members[0]), new Cell.Count(line.Count) { Link = RowLinks.To(RowSets.PaymentsSucceeded, page.Filter.With("gateway", line.Members[0]).With("currency", line.Currency)) }, new Cell.Money(line.Minor, line.Currency), new Cell.Money(line.Base, line.Currency), new Cell.Share(line.Base, line.Minor, 2),
                ]),
            ],
            EmptyText = fees.Count == 0 ? $"No charge was paid {page.Setting.InPeriod}." : null,
        });
    }

    private static Cell.Text Payment(int source, string id) => new Cell.Text(id) { Link = RowDetailLinks.To(RowKind.Transactions, source, id) };
}
