using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>When customers ask and when they are answered: what shifts are planned by.</summary>
public interface ICoverageQueries
{
    /// <summary>By weekday and hour of the reporting zone: [0 = Monday … 6 = Sunday][hour]. The sums equal the metrics tickets_created and replies.</summary>
    Task<HourlyCoverage> ByHourAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <param name="Arrivals">Tickets created.</param>
/// <param name="Replies">Replies to customers who waited for one.</param>
public sealed record HourlyCoverage(long[][] Arrivals, long[][] Replies);
