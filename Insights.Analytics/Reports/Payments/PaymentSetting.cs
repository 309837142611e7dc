using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;

namespace Insights.Analytics.Reports.Payments;

/// <summary>What the sections of the payments pages are made from.</summary>
internal sealed record PaymentSetting(ReportSources Sources, IPaymentQueries Payments, ReportSetting Setting, Answers Answers)
{
    public ReportFilter Filter => Setting.Filter;

    public bool IsStaff => Setting.Scope.IsStaff;

    public Task<IReadOnlyList<FacetLine>?> FacetAsync(PaymentSplit split, CancellationToken cancel, bool byVendor = false) =>
        Payments.FacetAsync(split, Setting.Filter, Setting.Scope, byVendor, cancel);

    /// <summary>Stands where a table cannot be narrowed by what the filter names.</summary>
    public static Block NotSplit(string what, string by) => new Block.Paragraph($"{what} is kept by {by} and vendor. Take the other filters away to see it: an unfiltered number beside filtered ones would mislead.");

    public Task<Table> ByAsync(string id, string title, string dimension, IReadOnlyList<MetricDefinition> metrics, int top, Func<string, string>? label, CancellationToken cancel) =>
        TableMaker.ByAsync(Sources, Setting, id, title, dimension, metrics, top, label, cancel);

    public Cell Rows(MetricDefinition metric, long count, params (string Dimension, string Value)[] narrowed)
    {
        var filter = Setting.Filter;
        foreach (var (dimension, value) in narrowed)
            filter = filter.With(dimension, value);
        return new Cell.Count(count) { Link = RowLinks.To(metric.Rows, filter) };
    }
}
