using System.Globalization;
using Insights.Analytics.Metrics.Payments;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Payments;

/// <summary>How long payments take to settle, what waits, and whether refunds arrive as promised.</summary>
internal static class DelaySections
{
    private const int Waiting = 50;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel)
    {
        var waiting = await page.Payments.WaitingAsync(page.Filter, page.Setting.Scope, Waiting, cancel);
        return
        [
            new() { Id = "settling", Title = "From charge to settlement", Wide = true, Blocks = [await SettlingAsync(page, cancel)] },
            new() { Id = "waiting", Title = "Payments that wait", Wide = true, Blocks = [new Block.DataTable(Groups(page, waiting)), new Block.DataTable(Longest(waiting))] },
            new() { Id = "promise", Title = "What customers are promised about refunds, and what came", Wide = true, Blocks = [await PromiseAsync(page, cancel), new Block.DataTable(Times())] },
        ];
    }

    private static async Task<Block> SettlingAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.Settling, cancel) is not { } lines)
            return PaymentSetting.NotSplit("Time to settlement", "gateway, method");
        return new Block.DataTable(new()
        {
            Id = "settling",
            Title = "Successful payments by how long they took to settle",
            Columns =
            [
                new("gateway", "Gateway", ColumnKind.Text), new("method", "Method", ColumnKind.Text), new("paid", "Successful payments", ColumnKind.Count), new("known", "Settlement known", ColumnKind.Share),
                new("half", "Half within", ColumnKind.Duration), new("most", "Nine in ten within", ColumnKind.Duration), new("late", "Later than usual", ColumnKind.Share),
            ],
            Rows =
            [
                .. lines.GroupBy(line => (Gateway: line.Members[0], Method: line.Members[1])).OrderBy(group => group.Key.Gateway, StringComparer.Ordinal).ThenByDescending(group => group.Sum(line => line.Count)).Select(group =>
                {
                    var counts = Counts(group);
                    var (all, known) = (group.Sum(line => line.Count), counts.Values.Sum());
                    var late = counts.Where(pair => pair.Key >= DelayBuckets.Of((ProviderTimes.Of(group.Key.Method).EscalateDays * 86_400L) + 1)).Sum(pair => pair.Value);
                    return (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(group.Key.Gateway), new Cell.Text(Words.Label(group.Key.Method)), page.Rows(Numbers.Payments, all, ("gateway", group.Key.Gateway), ("method", group.Key.Method)), new Cell.Share(known, all),
                        Within(counts, 0.5), Within(counts, 0.9), known == 0 ? new Cell.None("not told") : new Cell.Share(late, known),
                    ];
                }),
            ],
            EmptyText = lines.Count == 0 ? $"No charge was paid {page.Setting.InPeriod}." : null,
        });
    }

    /// <summary>They wait whatever the period: each number's rows are those since the first day on which one has waited.</summary>
    private static Table Groups(PaymentSetting page, WaitingPayments waiting) => new()
    {
        Id = "waiting",
        Title = "Pending payments by gateway and method, as of the latest data",
        Columns = [new("gateway", "Gateway", ColumnKind.Text), new("method", "Method", ColumnKind.Text), new("pending", "Pending", ColumnKind.Count), new("due", "To take up with the provider", ColumnKind.Count), new("oldest", "Oldest", ColumnKind.Duration), new("after", "A case for the provider after", ColumnKind.Duration)],
        Rows =
        [
            .. waiting.Groups.Select(group => (IReadOnlyList<Cell>)
            [
                new Cell.Text(group.Gateway ?? ReportFilter.Unknown), new Cell.Text(Words.Label(group.Method ?? ReportFilter.Unknown)), new Cell.Count(group.Count) { Link = Rows(RowSets.PaymentsPending, page, waiting, group) }, new Cell.Count(group.Due) { Link = Rows(RowSets.PaymentsOverdue, page, waiting, group) }, new Cell.Duration(group.OldestSeconds),
                new Cell.Duration(ProviderTimes.Of(group.Method).EscalateDays * 86_400L),
            ]),
        ],
        EmptyText = waiting.Groups.Count == 0 ? "No payment waits under these filters." : null,
    };

    private static string Rows(string rowSet, PaymentSetting page, WaitingPayments waiting, WaitingGroup group)
    {
        var zone = page.Setting.Workspace.ReportingZone;
        var since = new DateRange((waiting.AsOf - Duration.FromSeconds(group.OldestSeconds)).InZone(zone).Date, waiting.AsOf.InZone(zone).Date);
        return RowLinks.To(rowSet, (page.Filter with { Range = since, Period = null }).With("gateway", group.Gateway ?? ReportFilter.Unknown).With("method", group.Method ?? ReportFilter.Unknown));
    }

    private static Table Longest(WaitingPayments waiting)
    {
        var all = waiting.Groups.Sum(group => group.Count);
        return new()
        {
            Id = "longest",
            Title = "Pending payments, the longest wait first",
            Columns = [new("id", "Payment", ColumnKind.Text), new("vendor", "Vendor", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("gateway", "Gateway", ColumnKind.Text), new("method", "Method", ColumnKind.Text), new("since", "Since", ColumnKind.Moment), new("age", "Waits for", ColumnKind.Duration), new("state", "What to do", ColumnKind.Text)],
            Rows =
            [
                .. waiting.Longest.Select(one => (IReadOnlyList<Cell>)
                [
                    new Cell.Text(one.PaymentRef) { Link = RowDetailLinks.To(RowKind.Transactions, one.SourceId, one.PaymentRef) }, new Cell.Text(one.Vendor), new Cell.Money(one.Amount.Minor, one.Amount.Currency),
                    new Cell.Text(one.Gateway ?? ReportFilter.Unknown), new Cell.Text(Words.Label(one.Method ?? ReportFilter.Unknown)), new Cell.Moment(one.Since), new Cell.Duration(one.Seconds),
                    new Cell.Text(one.IsDue(waiting.AsOf) ? "ask the provider" : "wait"),
                ]),
            ],
            Cap = all > waiting.Longest.Count ? FormattableString.Invariant($"The first {waiting.Longest.Count} of {all:N0}.") : null,
            EmptyText = waiting.Longest.Count == 0 ? "No payment waits under these filters." : null,
        };
    }

    internal static async Task<Block> PromiseAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.RefundTimes, cancel) is not { } lines)
            return PaymentSetting.NotSplit("Time from a refund's request to the money", "method");
        return new Block.DataTable(new()
        {
            Id = "promise",
            Title = "Refunds from request to money, against what customers are told",
            Columns =
            [
                new("method", "Method", ColumnKind.Text), new("mode", "Automatic or by hand", ColumnKind.Text), new("refunds", "Refunds", ColumnKind.Count), new("known", "Arrival known", ColumnKind.Share), new("half", "Half within", ColumnKind.Duration),
                new("most", "Nine in ten within", ColumnKind.Duration), new("promise", "Promised within", ColumnKind.Duration), new("kept", "As promised", ColumnKind.Share),
            ],
            Rows =
            [
                .. lines.GroupBy(line => (Method: line.Members[0], Mode: line.Members[1])).OrderBy(group => group.Key.Method, StringComparer.Ordinal).ThenByDescending(group => group.Sum(line => line.Count)).Select(group =>
                {
                    var counts = Counts(group);
                    var (all, known) = (group.Sum(line => line.Count), counts.Values.Sum());
                    var promise = ProviderTimes.Of(group.Key.Method).RefundDays * 86_400L;
                    return (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(Words.Label(group.Key.Method)), group.Key.Mode == ReportFilter.Unknown ? new Cell.None("not told") : new Cell.Text(group.Key.Mode == "manual" ? "by hand" : Words.Label(group.Key.Mode)), new Cell.Count(all), new Cell.Share(known, all),
                        Within(counts, 0.5), Within(counts, 0.9), new Cell.Duration(promise), known == 0 ? new Cell.None("not told") : new Cell.Share(counts.Where(pair => pair.Key <= DelayBuckets.Of(promise)).Sum(pair => pair.Value), known),
                    ];
                }),
            ],
            EmptyText = lines.Count == 0 ? $"No refund succeeded {page.Setting.InPeriod}." : null,
        });
    }

    private static Table Times() => new()
    {
        Id = "provider-times",
        Title = "What is usual and what is promised, and where it is from",
        Columns = [new("method", "Method", ColumnKind.Text), new("escalate", "A case for the provider after", ColumnKind.Duration), new("promise", "Refund promised within", ColumnKind.Duration), new("source", "Where it is from", ColumnKind.Text)],
        Rows = [.. ProviderTimes.All.Select(times => (IReadOnlyList<Cell>)[new Cell.Text(times.Method == "*" ? "Any other" : Words.Label(times.Method)), new Cell.Duration(times.EscalateDays * 86_400L), new Cell.Duration(times.RefundDays * 86_400L), new Cell.Text(times.Source)])],
    };

    private static Dictionary<int, long> Counts(IEnumerable<FacetLine> lines) => lines.GroupBy(line => int.Parse(line.Members[2], CultureInfo.InvariantCulture))
        .Where(group => group.Key != DelayBuckets.NotKnown).ToDictionary(group => group.Key, group => group.Sum(line => line.Count));

    private static Cell Within(Dictionary<int, long> counts, double share) =>
        counts.Count == 0 ? new Cell.None("not told") : DelayBuckets.Within(counts, share) is { } hours ? new Cell.Duration(hours * 3600L) : new Cell.None("longer than 30 days");
}
