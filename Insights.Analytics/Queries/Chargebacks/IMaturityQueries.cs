using Insights.Import.Store;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>How far the disputes on each month of sales have come in, and what they are expected to end at. In the reader's scope; a filter may name vendor and network.</summary>
public interface IMaturityQueries
{
    /// <summary>The months of sales up to the last whole month under the filter's last day.</summary>
    Task<CohortReport> CohortsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}
