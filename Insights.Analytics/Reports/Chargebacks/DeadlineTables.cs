using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>The queue of deadlines inside other documents: how many fall due how soon, and the next of them. The whole queue is a page of its own.</summary>
internal static class DeadlineTables
{
    public static Table Urgency(DeadlineQueue queue)
    {
        (string Title, DeadlineUrgency Urgency)[] bands =
            [("Overdue", DeadlineUrgency.Overdue), ("Within 3 days", DeadlineUrgency.Within3Days), ("Within 7 days", DeadlineUrgency.Within7Days), ("Later", DeadlineUrgency.Later)];
        return new Table
        {
            Id = "urgency",
            Title = "Answers due",
            Columns = [new("when", "Due", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("amounts", "Disputed", ColumnKind.Text)],
            Rows = [.. bands.Select(band => (band.Title, These: queue.Sums.Where(sum => sum.Urgency == band.Urgency).ToList())).Select(band => (IReadOnlyList<Cell>)
            [
                new Cell.Text(band.Title) { Link = "/deadlines" },
                new Cell.Count(band.These.Sum(sum => sum.Disputes)),
                band.These.Count == 0 ? new Cell.None("none") : new Cell.Text(string.Join(", ", band.These.Select(sum => Words.Value(new Cell.Money(sum.AmountMinor, sum.Currency))))),
            ])],
        };
    }

    /// <summary>The next due first; what is overdue only where nothing else is left: it is counted beside, and an answer to it comes too late.</summary>
    public static Table Next(ReportSetting setting, DeadlineQueue queue, int most)
    {
        List<Deadline> shown = [.. queue.Disputes.Where(dispute => !dispute.IsOverdue(queue.At)).Concat(queue.Disputes.Where(dispute => dispute.IsOverdue(queue.At))).Take(most)];
        return new Table
        {
            Id = "deadlines",
            Title = "Disputes whose evidence is due",
            Columns =
            [
                new("due", "Evidence due", ColumnKind.Moment), new("left", "Time left", ColumnKind.Duration), new("dispute", "Dispute", ColumnKind.Text),
                .. setting.Scope.IsStaff ? [new Column("vendor", "Vendor", ColumnKind.Text)] : Array.Empty<Column>(),
                new("reason", "Reason", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money), new("chance", "Win chance", ColumnKind.Text), new("file", "On file", ColumnKind.Text),
            ],
            Rows = [.. shown.Select(dispute => (IReadOnlyList<Cell>)
            [
                new Cell.Moment(dispute.DueAt),
                dispute.IsOverdue(queue.At) ? new Cell.None("overdue") : new Cell.Duration((long)(dispute.DueAt - queue.At).TotalSeconds),
                new Cell.Text(dispute.DisputeRef) { Link = RowDetailLinks.To(RowKind.Disputes, dispute.SourceId, dispute.DisputeRef) },
                .. setting.Scope.IsStaff ? [new Cell.Text(dispute.Vendor)] : Array.Empty<Cell>(),
                new Cell.Text(Words.Label(dispute.ReasonCategory ?? ReportFilter.Unknown)),
                new Cell.Money(dispute.AmountMinor, dispute.Currency),
                dispute.Chance is { } chance ? new Cell.Text($"{Words.Percent(chance.Interval.Lower, 0)} to {Words.Percent(chance.Interval.Upper, 0)}") : new Cell.None("too few decided ones of its kind"),
                OnFile(dispute),
            ])],
            Cap = shown.Count < queue.Count ? FormattableString.Invariant($"the next {shown.Count:N0} of {queue.Count:N0}{(queue.Overdue > 0 ? $"; {queue.Overdue:N0} of them are overdue" : "")}") : null,
            EmptyText = queue.Count == 0 ? "No dispute waits for evidence." : null,
        };
    }

    private static Cell OnFile(Deadline dispute)
    {
        if (dispute.Evidence.Count == 0)
            return new Cell.None("no evidence accepted");
        var (there, all) = EvidenceChecklist.Count(dispute.Evidence);
        return new Cell.Text($"{there} of {all}");
    }
}
