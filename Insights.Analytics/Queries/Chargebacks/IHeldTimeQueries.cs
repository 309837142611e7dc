using Insights.Import.Store;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>How the time to answer disputes was used.</summary>
public interface IHeldTimeQueries
{
    /// <summary>Null where the filter names what disputes do not carry.</summary>
    Task<HeldTimes?> OfAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}
