using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Payments;

/// <summary>What looks like fraud, and who took part.</summary>
internal static class FraudSections
{
    private const int Most = 100;
    private const int MostCandidates = 25;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        new() { Id = "signals", Title = "Signals", Wide = true, Blocks = [new Block.DataTable(await ListAsync(page, RowSets.FraudSignals, "signals", "Card testing, fast tries and repeat disputers, the latest first", "Nothing looks like fraud under these filters.", Most, cancel))] },
        new()
        {
            Id = "block", Title = "Candidates for a block list", Wide = true,
            Blocks =
            [
                new Block.Paragraph("Tokens of cards as the provider gives them, and customers; card numbers are never stored. A card that was tried by a tester belongs to somebody who did nothing wrong: block the token, and tell its issuer. All of them are behind the tile, as a file for the provider too."),
                new Block.DataTable(await ListAsync(page, RowSets.BlockCandidates, "block-candidates", "Cards and customers that took part, the latest first", "Nobody took part in a signal under these filters.", MostCandidates, cancel)),
            ],
        },
        new() { Id = "reports", Title = "What issuers and customers reported", Blocks = [new Block.Bullets(Reported(page))] },
        new()
        {
            Id = "bins", Title = "Card BINs", Wide = true,
            Blocks = [await page.FacetAsync(PaymentSplit.Bins, cancel) is { } bins ? new Block.DataTable(FailureSections.BinTable(page.Filter, bins)) : PaymentSetting.NotSplit("Failure by card BIN", "card network")],
        },
    ];

    private static async Task<Table> ListAsync(PaymentSetting page, string rowSet, string id, string title, string empty, int most, CancellationToken cancel)
    {
        var rows = await page.Sources.Rows.PageAsync(new() { RowSet = rowSet, Filter = page.Filter, Size = most }, page.Setting.Scope, cancel);
        return rows.Table with
        {
            Id = id,
            Title = title,
            Cap = rows.Total > rows.Table.Rows.Count ? FormattableString.Invariant($"The latest {rows.Table.Rows.Count} of {rows.Total:N0}.") : null,
            EmptyText = rows.Table.Rows.Count > 0 ? null : rows.NotCarried.Count > 0 ? rows.Table.EmptyText : empty,
        };
    }

    private static IReadOnlyList<Sentence> Reported(PaymentSetting page)
    {
        var (notices, disputes) = (page.Answers.Now(Numbers.FraudNotices), page.Answers.Now(Numbers.Disputes));
        return
        [
            new(notices.HasValue ? Words.Sentence(Words.Count(notices.Numerator ?? 0, "fraud report", "fraud reports")) + $" came from card issuers {page.Setting.InPeriod}." : $"Fraud reports: {notices.Missing}.", notices.Numerator > 0 ? RowLinks.To(Numbers.FraudNotices.Rows, page.Filter) : null),
            new(disputes.HasValue ? Words.Sentence(Words.Count(disputes.Numerator ?? 0, "dispute", "disputes")) + $" came {page.Setting.InPeriod}; what they are about is under Chargebacks." : $"Disputes: {disputes.Missing}.", disputes.Numerator > 0 ? RowLinks.To(Numbers.Disputes.Rows, page.Filter) : null),
        ];
    }
}
