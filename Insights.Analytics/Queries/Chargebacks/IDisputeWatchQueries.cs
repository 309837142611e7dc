using Insights.Analytics.Metrics.Chargebacks.Watch;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>
/// Whether disputes come faster than usual, vendor by vendor, in the thirteen whole weeks before the filter's last day (or the data's, less its last day, which is seldom whole).
/// Of a filter vendor and network count. In the reader's scope: a vendor gets its own course.
/// </summary>
public interface IDisputeWatchQueries
{
    /// <summary>Those that are raised first, the least likely before; vendors without a payment in a year are left out.</summary>
    Task<IReadOnlyList<VendorWatch>> OfAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <param name="Q">Of the last four weeks' chance, all vendors looked at allowed for, however they depend on one another (Benjamini and Yekutieli): they share gateways, banks and weeks.</param>
public sealed record VendorWatch(string VendorCode, string VendorName, DisputeWatch Watch, double Q);
