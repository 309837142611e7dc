using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>One page about payments: the numbers it is about, what changed in them, how they ran, then its own sections. A vendor reads the same of its own payments.</summary>
internal abstract class PaymentPage(ReportSources sources, IPaymentQueries payments) : IReportBuilder
{
    public abstract string Id { get; }
    public abstract string Title { get; }
    public abstract string Audience { get; }
    public bool ForVendors => true;
    public virtual RowKinds Uses => RowKinds.Payments;

    /// <summary>The tiles; the first one gives the headline where nothing changed.</summary>
    protected abstract IReadOnlyList<MetricDefinition> Shown { get; }

    /// <summary>Asked for sentences and tables, and no tile.</summary>
    protected virtual IReadOnlyList<MetricDefinition> Besides => [];

    /// <summary>Drawn over time.</summary>
    protected virtual IReadOnlyList<MetricDefinition> Drawn => [Shown[0]];

    protected virtual IReadOnlyList<string> Footnotes => [];

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        if (scope.Kind == ScopeKind.Nothing || !setting.HasData)
            return Frame.Nothing(this, setting, Shown);
        var bucket = filter.Range.Days <= 45 ? Bucket.Day : filter.Range.Days <= 400 ? Bucket.Week : Bucket.Month;
        var answers = await Answers.AskAsync(sources, setting, [.. Shown, .. Besides], bucket, cancel, drawn: Shown);
        var findings = answers.Findings(Shown);
        var page = new PaymentSetting(sources, payments, setting, answers);
        List<Section> sections =
        [
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown)] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings)] },
            new() { Id = "over-time", Title = "Over time", Blocks = [.. Drawn.Select(metric => new Block.Chart(OverTime(setting, answers, metric)))] },
            .. await SectionsAsync(page, cancel),
        ];
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Shown[0], answers.Now(Shown[0])), sections, [.. Shown, .. Besides], Footnotes);
    }

    internal static ChartSpec OverTime(ReportSetting setting, Answers answers, MetricDefinition metric) => ChartMaker.OverTime(
        "over-time-" + metric.Id, $"{metric.Name} per {Periods.BucketName(answers.Bucket)}", metric.Unit == MetricUnit.Percent ? ChartKind.Line : ChartKind.Columns, metric.Name.ToLowerInvariant(), setting,
        [new(metric.Name, SeriesRole.Primary, metric, answers.Series(metric))], answers.Previous(metric));

    protected abstract Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel);
}
