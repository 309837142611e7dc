using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Support;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>Which team might be taught what: by team and issue, never by person.</summary>
internal sealed class TrainingBuilder(ReportSources sources, ISupportQueries support) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown = [Numbers.FirstContact, Numbers.ReopenRate, Numbers.Satisfaction];

    public string Id => "support-training";
    public string Title => "Training needs";
    public string Audience => "Support leads: which team might be taught what?";

    /// <summary>How teams of the house compare is the house's to know.</summary>
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var lines = await support.QualityAsync(filter, scope, cancel);
        if (lines.Count == 0)
            return Frame.Nothing(this, setting, Shown);
        var needs = TrainingTables.Needs(lines);
        List<Section> sections =
        [
            new() { Id = "needs", Title = "What stands out", Blocks = [TrainingTables.Told(setting, needs)] },
            new() { Id = "by-team", Title = "By team and issue", Wide = true, Blocks = [new Block.DataTable(TrainingTables.List(setting, lines))] },
        ];
        var headline = needs.Count > 0 ? $"{needs[0].Line.Team}, {Words.Label(needs[0].Line.Issue).ToLowerInvariant()}: {needs[0].What}" : $"No team stands out beyond chance {setting.InPeriod}";
        return Frame.Document(this, setting, headline, sections, Shown,
        [
            FormattableString.Invariant($"A team is held against the other teams' cases of the same issue (Fisher's exact test), only where both sides have {ProportionInterval.SmallSample} cases or more; of all comparisons of the page one in twenty at most of those told is chance (Benjamini and Hochberg). Lines with fewer cases stand below, in no order of merit."),
            "People are not listed and not ranked: their numbers are too small to say anything but luck, and cases are not dealt out alike. Harder cases may be the reason as well as less practice: read some before teaching anybody.",
            "Counted by the last change to solved. Intervals: Wilson, 95 %.",
        ]);
    }
}
