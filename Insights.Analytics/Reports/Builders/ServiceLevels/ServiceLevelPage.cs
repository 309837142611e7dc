using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>One page of the service levels: the numbers it is about with the reconciliation of all clocks below them, then its own sections.</summary>
internal abstract class ServiceLevelPage(ReportSources sources) : IReportBuilder
{
    public abstract string Id { get; }
    public abstract string Title { get; }
    public abstract string Audience { get; }

    /// <summary>Pages of the house; a vendor reads its service report.</summary>
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Tickets;

    protected ReportSources Sources => sources;

    /// <summary>The tiles; the first one gives the headline where nothing changed.</summary>
    protected abstract IReadOnlyList<MetricDefinition> Shown { get; }

    protected virtual IReadOnlyList<string> Footnotes => [];

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        // A day decides too few clocks for a rate; a week is the shortest bucket that says something.
        var bucket = filter.Range.Days <= 14 ? Bucket.Day : filter.Range.Days <= 400 ? Bucket.Week : Bucket.Month;
        var answers = await Answers.AskAsync(sources, setting, Shown, bucket, cancel);
        var clocks = await sources.ServiceLevels.AttainmentAsync(filter, scope, cancel: cancel);
        if (answers.Nothing && clocks.Sum(line => line.Total) == 0)
            return Frame.Nothing(this, setting, Shown);
        // How much came in and went out is no finding of these pages; how it was kept is.
        var findings = answers.Findings([.. Shown.Where(metric => metric.Unit != MetricUnit.Count || Significance.IsLevel(metric))]);
        List<Section> sections =
        [
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown), new Block.Paragraph("Clocks: " + AttainmentTables.Reconciliation(clocks))] },
            .. await SectionsAsync(setting, answers, cancel),
        ];
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Shown[0], answers.Now(Shown[0])), sections, Shown,
            ["A rate is met ÷ (met + breached) over clocks decided in the period. Open in time, merged, exempt, without policy and unmeasured clocks are counted beside it and enter no rate.", .. Footnotes]);
    }

    protected abstract Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel);

    protected static Section Section(string id, string title, params IReadOnlyList<Block> blocks) => new() { Id = id, Title = title, Blocks = blocks };
}
