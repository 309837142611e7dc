using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>How contacts are told apart, word by word, and how well.</summary>
internal sealed class WordsBuilder(ReportSources sources, IContactIssues issues) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown = [Numbers.ClassifiedShare, Numbers.WordsAgreement];

    public string Id => "support-words";
    public string Title => "How issues are told apart";
    public string Audience => "Support leads: by which words, and how often are they right?";
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var words = await issues.WordsAsync(cancel);
        var answers = await Answers.AskAsync(sources, setting, Shown, Periods.BucketFor(filter.Range), cancel);
        var table = await TableMaker.ByAsync(sources, setting, "agreement", "How often the words say what the fields say, by the issue the fields name", "issue", [Numbers.WordsAgreement], 15, Words.Label, cancel);
        var rules = new Table
        {
            Id = "words",
            Title = "The words",
            Columns = [new("issue", "Issue", ColumnKind.Text), new("cause", "Cause", ColumnKind.Text), new("weight", "Weight", ColumnKind.Count), new("words", "Words", ColumnKind.Text)],
            Rows = [.. words.Rules.Select(rule => (IReadOnlyList<Cell>)
                [new Cell.Text(Words.Label(rule.Issue)), rule.Cause is { } cause ? new Cell.Text(Words.Label(cause)) : new Cell.None("says nothing of the cause"), new Cell.Count(rule.Weight), new Cell.Text(string.Join(", ", rule.Phrases))])],
        };
        List<Section> sections =
        [
            new() { Id = "how", Title = "How well", Blocks = [answers.Tiles(Shown), new Block.DataTable(table)] },
            new()
            {
                Id = "words", Title = "By which words", Wide = true,
                Blocks =
                [
                    new Block.Paragraph(FormattableString.Invariant($"What a person said of a ticket counts first, then the help desk's category and tags. Only where neither names an issue, the words of the subject are weighed: a rule counts once, the issue with the highest sum wins when it reaches {words.LeastScore} and leads by {words.LeastLead}; otherwise the contact is unclear. Each ticket's page shows what decided.")),
                    new Block.DataTable(rules),
                ],
            },
        ];
        var agreement = answers.Now(Numbers.WordsAgreement);
        return Frame.Document(this, setting, agreement.HasValue ? $"Words alone say what the fields say in {Words.Value(Deltas.Shown(Numbers.WordsAgreement, agreement))} of {agreement.N:N0} contacts" : "No contact carries both a field and a subject to compare", sections, Shown,
            ["A star stands for any ending. The share is measured where fields name the issue, and may be another where they do not: customers who choose no category may write otherwise.", $"Known issues: {string.Join(", ", IssueTypes.All.Select(Words.Label))}; else unclear."]);
    }
}
