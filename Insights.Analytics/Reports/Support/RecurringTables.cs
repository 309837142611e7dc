using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Support;

/// <summary>Recurring issues as a list, and those that grow in words.</summary>
internal static class RecurringTables
{
    public static IReadOnlyList<string> Footnotes { get; } =
    [
        FormattableString.Invariant($"Subjects are compared without numbers, ids, little words and endings. A wording that came at least {SubjectKey.LeastTickets} times joins the recurring issue it has at least half of its words in common with, or begins one; the same error code is always the same issue. What belongs together once stays together, so that an address holds."),
        "Growth is told when two Poisson counts over the two periods differ beyond chance (95 %) and by at least a twentieth. The name is the subject of the newest ticket. Gateway: of the payments named by the twelve newest tickets.",
    ];

    /// <summary>Those with more tickets than chance explains against the compared days, the largest surplus first.</summary>
    public static IReadOnlyList<RecurringIssue> Grown(ReportSetting setting, IReadOnlyList<RecurringIssue> issues) => setting is { Compared: { } compared, Incomplete: false }
        ? [.. issues.Where(issue => issue.Before is { } before && issue.Tickets >= 10 && issue.Tickets * compared.Days > before * setting.Range.Days && Significance.Counts(issue.Tickets, setting.Range.Days, before, compared.Days))
            .OrderByDescending(issue => issue.Tickets - issue.Before)]
        : [];

    public static Block Growth(ReportSetting setting, IReadOnlyList<RecurringIssue> grown)
    {
        if (setting.Compared is not { } compared)
            return new Block.Paragraph("Nothing is compared: choose a comparison in the filter to see what grows.");
        if (grown.Count == 0)
            return new Block.Paragraph(setting.Incomplete ? $"{setting.Period} is not over, so it is not yet compared with {Periods.Name(compared)}." : $"Nothing grew beyond what chance explains, against {Periods.Name(compared)}.");
        return new Block.Bullets([.. grown.Take(5).Select(issue => new Sentence(
            $"“{issue.Name}”: {Words.Count(issue.Tickets, "ticket", "tickets")} {setting.InPeriod}, {issue.Before:N0} in {Periods.Short(compared)}.{Where(issue)}", Rows(setting, issue)))]);
    }

    public static Table List(ReportSetting setting, IReadOnlyList<RecurringIssue> issues, int cap) => new()
    {
        Id = "recurring",
        Title = "Recurring issues, the commonest first",
        Columns =
        [
            new("issue", "Issue", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count), .. setting.Compared is null ? Array.Empty<Column>() : [new Column("before", "Before", ColumnKind.Count), new Column("change", "Change", ColumnKind.Points)],
            new("first_seen", "First seen", ColumnKind.Date), .. setting.Scope.IsStaff ? [new Column("vendor", "Most of one vendor", ColumnKind.Text)] : Array.Empty<Column>(),
            new("gateway", "Gateway", ColumnKind.Text), new("words", "Words in common", ColumnKind.Text),
        ],
        Rows = [.. issues.Select(issue => (IReadOnlyList<Cell>)
        [
            new Cell.Text(issue.Name) { Link = IssueTables.Link(setting, issue) },
            new Cell.Count(issue.Tickets) { Link = Rows(setting, issue) },
            .. setting.Compared is not { } compared ? Array.Empty<Cell>() :
            [
                new Cell.Count(issue.Before ?? 0) { Link = RowLinks.To(RowSets.TicketsCreated, setting.Filter.Over(compared).With("cluster", issue.Id)) },
                issue.Before is > 0 and var before ? new Cell.Change(((double)issue.Tickets / setting.Range.Days / ((double)before / compared.Days)) - 1) : new Cell.None("none before"),
            ],
            new Cell.Date(issue.FirstSeen),
            .. setting.Scope.IsStaff ? [issue.Vendor is { } vendor ? new Cell.Text($"{vendor.Name}: {Words.Percent((double)vendor.Tickets / issue.Tickets, 0)}") { Link = RowLinks.To(RowSets.TicketsCreated, setting.Filter.With("cluster", issue.Id).With("vendor", vendor.Code)) } : new Cell.None("no vendor")] : Array.Empty<Cell>(),
            issue.Gateway is { } gateway ? new Cell.Text(FormattableString.Invariant($"{gateway.Gateway}: {gateway.Count} of {gateway.Of}")) : new Cell.None("no payment named"),
            new Cell.Text(issue.Words),
        ])],
        Cap = issues.Count == cap ? FormattableString.Invariant($"The {cap} commonest.") : null,
        EmptyText = issues.Count == 0 ? $"Nothing recurs {setting.InPeriod}." : null,
    };

    public static string Rows(ReportSetting setting, RecurringIssue issue) => RowLinks.To(RowSets.TicketsCreated, setting.Filter.With("cluster", issue.Id));

    private static string Where(RecurringIssue issue)
    {
        // A half and more is worth naming; less is what any large vendor or gateway has.
        var places = new List<string>();
        if (issue.Vendor is { } vendor && vendor.Tickets * 2 >= issue.Tickets)
            places.Add($"{Words.Percent((double)vendor.Tickets / issue.Tickets, 0)} are {vendor.Name}'s");
        if (issue.Gateway is { Of: >= 5 } gateway && gateway.Count * 2 >= gateway.Of)
            places.Add(FormattableString.Invariant($"of {gateway.Of} payments they name {gateway.Count} ran over {gateway.Gateway}"));
        return places.Count == 0 ? "" : " " + Words.Sentence(Words.Join(places)) + ".";
    }
}
