using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Support;

/// <summary>One recurring issue as sentences and tables.</summary>
internal static class IssueTables
{
    /// <summary>Where the page of an issue is, under the same filter.</summary>
    public static string Link(ReportSetting setting, RecurringIssue issue) => $"/support/issue?{setting.Filter.With("cluster", issue.Id).ToQueryString()}";

    public static IReadOnlyList<Sentence> Facts(ReportSetting setting, RecurringIssueDetail detail)
    {
        var issue = detail.Issue;
        var sentences = new List<Sentence> { new($"First seen on {Words.Value(new Cell.Date(issue.FirstSeen))}.", null), new(Growth(setting, issue), RecurringTables.Rows(setting, issue)) };
        if (issue.Known > 0)
            sentences.Add(new($"One reply was enough for {Words.Percent((double)issue.FirstContact / issue.Known, 0)} of the {Words.Count(issue.Known, "case", "cases")} that were solved and whose conversation is known.", null));
        if (detail.Vendors is [var most, ..] && issue.Tickets > 0)
            sentences.Add(new($"{Words.Percent((double)most.Tickets / detail.Vendors.Sum(vendor => vendor.Tickets), 0)} of its tickets are {most.Name}'s.", Of(setting, "vendor", most.Code)));
        if (detail.Gateways is [var over, ..])
            sentences.Add(new(FormattableString.Invariant($"Of {detail.Named} payments that its newest tickets name, {over.Count} ran over {over.Gateway}."), null));
        return sentences;
    }

    private static string Growth(ReportSetting setting, RecurringIssue issue)
    {
        var now = $"{Words.Count(issue.Tickets, "ticket", "tickets")} {setting.InPeriod}";
        if (setting.Compared is not { } compared || issue.Before is not { } before)
            return now + "; nothing is compared.";
        if (setting.Incomplete)
            return $"{now} so far; {before:N0} in {Periods.Short(compared)}.";
        var grew = RecurringTables.Grown(setting, [issue]).Count > 0;
        return FormattableString.Invariant($"{now} against {before:N0} in {Periods.Short(compared)}: {(grew ? "more than chance explains" : "no growth beyond chance")}.");
    }

    public static IReadOnlyList<Block> Places(ReportSetting setting, RecurringIssueDetail detail)
    {
        var blocks = new List<Block>();
        if (setting.Scope.IsStaff)
        {
            var total = detail.Vendors.Sum(vendor => vendor.Tickets);
            blocks.Add(new Block.DataTable(new()
            {
                Id = "vendors",
                Title = "By vendor",
                Columns = [new("vendor", "Vendor", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count), new("share", "Share", ColumnKind.Share)],
                Rows = [.. detail.Vendors.Select(vendor => (IReadOnlyList<Cell>)[new Cell.Text(vendor.Name), new Cell.Count(vendor.Tickets) { Link = Of(setting, "vendor", vendor.Code) }, new Cell.Share(vendor.Tickets, total)])],
                EmptyText = detail.Vendors.Count == 0 ? "No ticket names a vendor." : null,
            }));
        }
        blocks.Add(new Block.DataTable(new()
        {
            Id = "gateways",
            Title = "By the gateway of the payments that its newest tickets name",
            Columns = [new("gateway", "Gateway", ColumnKind.Text), new("payments", "Payments", ColumnKind.Count), new("share", "Share", ColumnKind.Share)],
            Rows = [.. detail.Gateways.Select(one => (IReadOnlyList<Cell>)[new Cell.Text(one.Gateway), new Cell.Count(one.Count), new Cell.Share(one.Count, detail.Named)])],
            EmptyText = detail.Gateways.Count == 0 ? "None of its newest tickets names a payment that is known." : null,
        }));
        return blocks;
    }

    public static Table Examples(ReportSetting setting, RecurringIssueDetail detail) => new()
    {
        Id = "examples",
        Title = "Tickets, the newest first",
        Columns =
        [
            new("ticket", "Ticket", ColumnKind.Text), new("subject", "Subject", ColumnKind.Text), .. setting.Scope.IsStaff ? [new Column("vendor", "Vendor", ColumnKind.Text)] : Array.Empty<Column>(),
            new("created", "Created", ColumnKind.Moment), new("state", "Status", ColumnKind.Text), new("payment", "Payment", ColumnKind.Text), new("gateway", "Gateway", ColumnKind.Text),
        ],
        Rows =
        [
            .. detail.Examples.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell.Text(one.TicketRef) { Link = RowDetailLinks.To(RowKind.Tickets, one.SourceId, one.TicketRef) }, one.Subject is { Length: > 0 } subject ? new Cell.Text(subject) : new Cell.None("no subject"),
                .. setting.Scope.IsStaff ? [new Cell.Text(one.Vendor)] : Array.Empty<Cell>(), new Cell.Moment(one.CreatedAt), one.State is { } state ? new Cell.Text(Words.Label(state)) : new Cell.None("not told"),
                one.PaymentRef is { } payment ? new Cell.Text(payment) : new Cell.None("none named"), one.Gateway is { } gateway ? new Cell.Text(gateway) : new Cell.None("not known"),
            ]),
        ],
        Cap = detail.Issue.Tickets > detail.Examples.Count ? FormattableString.Invariant($"The newest {detail.Examples.Count} of {detail.Issue.Tickets:N0}; the number above leads to all.") : null,
        EmptyText = detail.Examples.Count == 0 ? $"No ticket {setting.InPeriod}." : null,
    };

    public static Table Wordings(RecurringIssueDetail detail) => new()
    {
        Id = "wordings",
        Title = "Subjects without numbers and little words, the commonest first",
        Columns = [new("words", "Words", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count)],
        Rows = [.. detail.Wordings.Select(one => (IReadOnlyList<Cell>)[new Cell.Text(one.Words), new Cell.Count(one.Tickets)])],
        EmptyText = detail.Wordings.Count == 0 ? "No wording in this period." : null,
    };

    private static string Of(ReportSetting setting, string dimension, string value) => RowLinks.To(RowSets.TicketsCreated, setting.Filter.With(dimension, value));
}
