using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>What closed months said, what they say now, and why they differ.</summary>
public interface IMonthHistoryQueries
{
    /// <summary>The closed months that have a day in the filter's range, newest first.</summary>
    Task<IReadOnlyList<ClosedMonthLine>> MonthsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>
    /// The headline figures as they were stamped, by metric id; empty when the filter's range is not exactly one closed month, or when it narrows by more than
    /// one vendor: figures are stamped for all vendors together and for each.
    /// </summary>
    Task<IReadOnlyDictionary<string, MetricResult>> StampedAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Clocks of the range's closed months that were restated, also those whose change was taken back, the newest change first.</summary>
    Task<IReadOnlyList<RestatedClock>> RestatedAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default);
}
