using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>What is asked often and settled by one answer: what a help page could say instead.</summary>
internal sealed class SelfHelpBuilder(ReportSources sources, ISupportQueries support) : IReportBuilder
{
    /// <summary>Recurring issues that are looked at, the commonest first.</summary>
    private const int LookedAt = 200;
    private const int Listed = 25;

    private static readonly MetricDefinition[] Shown = [Numbers.FirstContact];

    public string Id => "support-self-help";
    public string Title => "Self-help candidates";
    public string Audience => "Support leads and vendors: what is asked most and settled by one answer?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var issues = await support.RecurringAsync(filter, scope, LookedAt, withExamples: false, cancel);
        if (issues.Count == 0)
            return Frame.Nothing(this, setting, Shown);
        // So many fewer contacts a help page could mean at least: the sure part of the share, of the tickets that were solved.
        var candidates = issues.Where(issue => issue.Known >= ProportionInterval.SmallSample)
            .Select(issue => (Issue: issue, Saved: issue.Known * (ProportionInterval.Wilson(new Ratio(issue.FirstContact, issue.Known))?.Lower ?? 0)))
            .OrderByDescending(one => one.Saved).ThenBy(one => one.Issue.Id, StringComparer.Ordinal).Take(Listed).ToList();
        // Subjects as they were written only for those that are listed.
        var named = candidates.Count == 0 ? [] : (await support.RecurringAsync(filter.With("cluster", [.. candidates.Select(one => one.Issue.Id)]), scope, Listed, cancel: cancel)).ToDictionary(issue => issue.Id, StringComparer.Ordinal);
        candidates = candidates.ConvertAll(one => one with { Issue = named.GetValueOrDefault(one.Issue.Id) ?? one.Issue });
        var table = new Table
        {
            Id = "self-help",
            Title = "Asked often and settled by one reply",
            Columns =
            [
                new("issue", "Issue", ColumnKind.Text), new("solved", "Solved", ColumnKind.Count), new("one_reply", "With one reply", ColumnKind.Count), new("share", "Share", ColumnKind.Share), new("interval", "95 % interval", ColumnKind.Text),
                new("saved", "Contacts a help page could spare", ColumnKind.Count, "at least"),
            ],
            Rows = [.. candidates.Select(one =>
            {
                var with = setting.Filter.With("cluster", one.Issue.Id);
                var share = new Ratio(one.Issue.FirstContact, one.Issue.Known);
                return (IReadOnlyList<Cell>)
                [
                    new Cell.Text(one.Issue.Name) { Link = RowLinks.To(RowSets.TicketsFirstContact, with) },
                    new Cell.Count(one.Issue.Known) { Link = RowLinks.To(RowSets.TicketsSolvedKnown, with) },
                    new Cell.Count(one.Issue.FirstContact) { Link = RowLinks.To(RowSets.TicketsFirstContact, with) },
                    new Cell.Share(share.Numerator, share.Denominator),
                    new Cell.Text(ProportionInterval.Wilson(share) is { } interval ? $"{Words.Percent(interval.Lower, 0)} to {Words.Percent(interval.Upper, 0)}" : ""),
                    new Cell.Count((long)Math.Floor(one.Saved)),
                ];
            })],
            Cap = candidates.Count == Listed ? FormattableString.Invariant($"The first {Listed}.") : null,
            EmptyText = candidates.Count == 0 ? FormattableString.Invariant($"No recurring issue has {ProportionInterval.SmallSample} solved tickets {setting.InPeriod}: a longer period says more.") : null,
        };
        var headline = candidates.Count == 0 ? $"Too few solved tickets {setting.InPeriod} to say what one answer settles" : $"“{candidates[0].Issue.Name}” is asked most and settled by one reply: {Words.Percent((double)candidates[0].Issue.FirstContact / candidates[0].Issue.Known, 0)} of {candidates[0].Issue.Known:N0}";
        return Frame.Document(this, setting, headline, [new Section { Id = "self-help", Title = "What one answer settles", Wide = true, Blocks = [new Block.DataTable(table)] }], Shown,
        [
            FormattableString.Invariant($"The words of answers are not kept, so that answers are compared by what became of the case: solved with one public reply and never reopened. Recurring issues with fewer than {ProportionInterval.SmallSample} solved tickets are left out."),
            "What a help page could spare: solved tickets × the lower end of the interval (Wilson). Counted by the last change to solved.",
        ]);
    }
}
