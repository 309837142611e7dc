using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Building;

/// <summary>What every document has in common: title, filters, scope, freshness, notes.</summary>
internal static class Frame
{
    public static ReportDocument Document(IReportBuilder builder, ReportSetting setting, string headline, IReadOnlyList<Section> sections, IReadOnlyList<MetricDefinition> metrics, IReadOnlyList<string>? footnotes = null, string? introduction = null, EmptyReason? empty = null) => new()
    {
        Id = builder.Id,
        Title = builder.Title,
        Headline = headline,
        Introduction = introduction,
        Sections = empty is null ? sections : [],
        Filters = Filters(setting),
        WorkspaceName = setting.Workspace.Name,
        Zone = setting.Workspace.ReportingZone,
        AsOf = setting.AsOf,
        MadeAt = setting.Now,
        Scope = setting.ScopeName,
        Freshness = setting.Freshness,
        Definitions = metrics,
        Footnotes = [.. DateBasis(metrics), "What each number leaves out is said in its definition.", .. footnotes ?? []],
        Empty = empty,
    };

    /// <summary>The document of a period without a single row: it says which of the four empty states holds.</summary>
    public static ReportDocument Nothing(IReportBuilder builder, ReportSetting setting, IReadOnlyList<MetricDefinition> metrics)
    {
        var reason = setting.ReasonForNothing;
        return Document(builder, setting, reason switch
        {
            EmptyReason.NoDataYet => "No data has been imported yet",
            EmptyReason.NotPermitted => "There is nothing here that you may see",
            EmptyReason.ImportLate => $"The data of {setting.Period} has not arrived yet",
            _ => $"Nothing matches these filters {setting.InPeriod}",
        }, [], metrics, empty: reason);
    }

    /// <summary>A vendor's report asked for without naming one vendor: staff are told to choose, anybody else finds nothing.</summary>
    public static async Task<ReportDocument> ChooseVendorAsync(IReportBuilder builder, ReportSources sources, ReportFilter filter, DataScope scope, IReadOnlyList<MetricDefinition> metrics, CancellationToken cancel)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        if (!scope.IsStaff)
            return Nothing(builder, setting, metrics);
        return Document(builder, setting, "Choose one vendor for this report",
            [new Section { Id = "choose", Title = "One vendor at a time", Blocks = [new Block.Paragraph("This report is written for a vendor and shows that vendor's numbers only. Choose exactly one known vendor in the filter.")] }], metrics);
    }

    private static List<LabelledValue> Filters(ReportSetting setting)
    {
        var filters = new List<LabelledValue> { new("Period", setting.Period) };
        if (setting.Compared is { } compared)
            filters.Add(new("Compared with", Periods.Name(compared)));
        foreach (var dimension in ReportFilter.Dimensions)
        {
            if (setting.Filter.Values.TryGetValue(dimension, out var values))
                filters.Add(new(Words.Label(dimension), string.Join(", ", values)));
        }
        return filters;
    }

    private static IEnumerable<string> DateBasis(IReadOnlyList<MetricDefinition> metrics) =>
        metrics.GroupBy(metric => metric.DateBasis).Select(group => $"Counted by {group.Key}: {Words.Join([.. group.Select(metric => metric.Name)])}.");
}
