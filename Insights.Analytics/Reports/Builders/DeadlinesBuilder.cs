using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The queue of disputes that wait for evidence: what is due when, what it is worth, what chance it has, what is still missing.</summary>
internal sealed class DeadlinesBuilder(ReportSources sources, IDeadlineQueries deadlines) : IReportBuilder
{
    /// <summary>Rows of each table; the rows screen holds all.</summary>
    private const int Most = 100;

    private static readonly MetricDefinition[] s_metrics = [MetricCatalog.OfRows(RowSets.NowEvidence), MetricCatalog.OfRows(RowSets.NowEvidenceOverdue)];

    public string Id => "deadlines";
    public string Title => "Deadlines";
    public string Audience => "Vendors and whoever answers disputes: what must be answered by when, and is it worth it?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var queue = await deadlines.ReadAsync(filter, scope, Most, cancel);
        if (!setting.HasData || queue.Lacking.Count > 0 || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, s_metrics);
        List<Deadline> ahead = [.. queue.Disputes.Where(dispute => !dispute.IsOverdue(queue.At))], overdue = [.. queue.Disputes.Where(dispute => dispute.IsOverdue(queue.At))];
        List<Section> sections =
        [
            new() { Id = "now", Title = "Now", Blocks = [Tiles(queue, filter), .. Value(queue)] },
            new() { Id = "due", Title = "Evidence due", Wide = true, Blocks = [new Block.DataTable(Table("due", "The next due first", "No dispute waits for evidence.", ahead, queue.Ahead, queue.At, setting))] },
            .. overdue.Count == 0 ? Array.Empty<Section>() :
            [
                new() { Id = "overdue", Title = "Overdue", Wide = true, Blocks =
                [
                    new Block.Paragraph("Their due date has passed and no file has told their end yet: they have probably expired, or the answer has not been imported."),
                    new Block.DataTable(Table("overdue", "The longest overdue first", "", overdue, queue.Overdue, queue.At, setting)),
                ] },
            ],
            // The history says something about what waits; where nothing does, or a filter left nothing, it would only be read as the answer.
            .. queue.Count == 0 ? Array.Empty<Section>() : [new() { Id = "chances", Title = "How such disputes ended before", Blocks = [new Block.DataTable(Chances(queue.Chances))] }],
        ];
        var document = Frame.Document(
            this, setting, Headline(queue, ahead), sections, s_metrics,
            [
                "A due date is the one the provider's file gives; where it gives none it is estimated from the network's usual response time and marked so.",
                $"Win chance: decided challenged disputes of the same network and reason in {(scope.IsStaff ? "all vendors'" : "your own")} history, each pulled towards the average of all with the weight of at most 20 cases (beta-binomial), with its 95 % interval; n is how many were decided, and "
                    + $"under {WinChances.Fewest} decided disputes no number is given.",
                "Evidence on file is what imports carried: 3-D Secure, card checks, earlier payments, refunds, tickets. What only the vendor has is listed on the dispute's page.",
            ]);
        // Nothing here is counted by a period.
        return document with { MadeAt = queue.At, Filters = [.. document.Filters.Where(one => one.Label is not ("Period" or "Compared with"))] };
    }

    private static string Headline(DeadlineQueue queue, List<Deadline> ahead)
    {
        var late = queue.Overdue == 0 ? "" : $", {Words.Count(queue.Overdue, "is", "are")} overdue";
        if (ahead.Count == 0)
            return queue.Overdue == 0 ? "No dispute waits for evidence" : Words.Sentence($"{Words.Count(queue.Overdue, "dispute is", "disputes are")} overdue; nothing else waits for evidence");
        var left = Words.Value(new Cell.Duration((long)(ahead[0].DueAt - queue.At).TotalSeconds));
        return Words.Sentence($"{Words.Count(queue.Ahead, "dispute waits", "disputes wait")} for evidence, the next is due in {left}{late}");
    }

    private static Block.Tiles Tiles(DeadlineQueue queue, ReportFilter filter)
    {
        var soon = queue.Sums.Where(sum => sum.Urgency is DeadlineUrgency.Within3Days or DeadlineUrgency.Within7Days).Sum(sum => sum.Disputes);
        return new(
        [
            Count(RowSets.NowEvidence, queue.Ahead, FormattableString.Invariant($"{soon:N0} of them within 7 days"), filter),
            Count(RowSets.NowEvidenceOverdue, queue.Overdue, "no end told yet", filter),
        ]);
    }

    private static Tile Count(string rowSet, long value, string note, ReportFilter filter)
    {
        var metric = MetricCatalog.OfRows(rowSet);
        var link = RowLinks.To(rowSet, filter);
        return new() { MetricId = metric.Id, Label = metric.Name, Value = new Cell.Count(value) { Link = link }, Note = note, Link = link };
    }

    private static IEnumerable<Block> Value(DeadlineQueue queue)
    {
        if (queue.Ahead == 0)
            yield break;
        var sums = queue.Sums.Where(sum => sum.Urgency != DeadlineUrgency.Overdue).GroupBy(sum => sum.Currency, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Words.Value(new Cell.Money(group.Sum(sum => sum.AmountMinor), group.Key))).ToList();
        yield return new Block.Paragraph($"Disputed in all: {Words.Join(sums)}.");
    }

    private static Table Table(string id, string title, string empty, List<Deadline> shown, long all, Instant now, ReportSetting setting)
    {
        var staff = setting.Scope.IsStaff;
        return new()
        {
            Id = id,
            Title = title,
            Columns =
            [
                new("due", "Evidence due", ColumnKind.Moment), new("left", "Time left", ColumnKind.Duration), new("dispute", "Dispute", ColumnKind.Text),
                .. staff ? [new Column("vendor", "Vendor", ColumnKind.Text)] : Array.Empty<Column>(),
                new("reason", "Network and reason", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money), new("chance", "Win chance", ColumnKind.Share),
                new("range", "95 % interval", ColumnKind.Text), new("file", "On file", ColumnKind.Text), new("note", "Date", ColumnKind.Text), new("state", "State", ColumnKind.Text),
            ],
            Rows = [.. shown.Select(dispute => (IReadOnlyList<Cell>)
            [
                new Cell.Moment(dispute.DueAt),
                dispute.IsOverdue(now) ? new Cell.None("overdue") : new Cell.Duration((long)(dispute.DueAt - now).TotalSeconds),
                new Cell.Text(dispute.DisputeRef) { Link = RowDetailLinks.To(RowKind.Disputes, dispute.SourceId, dispute.DisputeRef) },
                .. staff ? [new Cell.Text(dispute.Vendor)] : Array.Empty<Cell>(),
                new Cell.Text(string.Join(" · ", new[] { dispute.Network, dispute.ReasonCategory }.Where(part => !string.IsNullOrEmpty(part)).Select(part => Words.Label(part!)).DefaultIfEmpty("not given"))),
                new Cell.Money(dispute.AmountMinor, dispute.Currency),
                dispute.Chance is { } chance ? Share(chance.Mean) : new Cell.None("too few"),
                new Cell.Text(dispute.Chance is { } known ? $"{Range(known)}, n {known.Decided}" : $"too few (n {dispute.ChanceRestsOn})"),
                OnFile(dispute),
                new Cell.Text(dispute.DueIsEstimated ? "estimated" : "as given"),
                new Cell.Text(Words.Label(dispute.State)),
            ])],
            Cap = shown.Count < all ? FormattableString.Invariant($"first {shown.Count:N0} of {all:N0}; the rows behind the number above hold all") : null,
            EmptyText = all == 0 ? empty : null,
        };
    }

    private static Table Chances(WinChances chances) => new()
    {
        Id = "chances",
        Title = "Challenged disputes won and lost, by network and reason",
        Columns =
        [
            new("network", "Network", ColumnKind.Text), new("reason", "Reason", ColumnKind.Text), new("decided", "Decided", ColumnKind.Count), new("won", "Won", ColumnKind.Count),
            new("share", "Won of decided", ColumnKind.Share), new("chance", "Win chance", ColumnKind.Share), new("range", "95 % interval", ColumnKind.Text),
        ],
        Rows = [.. chances.Records.OrderByDescending(record => record.Decided).Select(record => (IReadOnlyList<Cell>)
        [
            Word(record.Network),
            Word(record.Category),
            new Cell.Count(record.Decided),
            new Cell.Count(record.Won),
            new Cell.Share(record.Won, record.Decided),
            chances.Of(record.Network, record.Category) is { } chance ? Share(chance.Mean) : new Cell.None("too few"),
            chances.Of(record.Network, record.Category) is { } known ? new Cell.Text(Range(known)) : new Cell.None("too few"),
        ])],
        SmallFrom = chances.Records.Count(record => record.Decided >= WinChances.Fewest) is var large && large < chances.Records.Count ? large : null,
        EmptyText = chances.Records.Count == 0 ? "No challenged dispute has been decided yet." : null,
    };

    private static Cell OnFile(Deadline dispute)
    {
        if (dispute.Evidence.Count == 0)
            return new Cell.None("no evidence accepted");
        var (there, all) = EvidenceChecklist.Count(dispute.Evidence);
        return new Cell.Text($"{there} of {all}") { Link = RowDetailLinks.To(RowKind.Disputes, dispute.SourceId, dispute.DisputeRef) + "#evidence" };
    }

    private static Cell.Share Share(double value) => new((long)Math.Round(value * 1000), 1000, 0);

    private static string Range(WinChance chance) => $"{Words.Percent(chance.Interval.Lower, 0)} to {Words.Percent(chance.Interval.Upper, 0)}";

    private static Cell Word(string? key) => string.IsNullOrEmpty(key) ? new Cell.None("not given") : new Cell.Text(Words.Label(key));
}
