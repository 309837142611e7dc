using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>When tickets arrive: what staffing is planned by.</summary>
public interface IArrivalQueries
{
    /// <summary>
    /// Tickets created in the range by weekday and hour of the reporting zone: [0 = Monday … 6 = Sunday][hour]. Their sum equals the metric tickets_created.
    /// </summary>
    Task<long[][]> ByHourAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}
