using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>A daily number that is watched, as a whole and by the members of some dimensions.</summary>
/// <param name="Id">Stable: kept with what was found.</param>
/// <param name="CatalogueId">The metric of the catalogue whose rows are counted.</param>
/// <param name="OutOfRows">The count is a part of rows (failures of attempts) and judged as a rate.</param>
/// <param name="LowsToo">A lack is news as well. Fewer failures are not.</param>
/// <param name="Dimensions">Under which the daily sums are watched.</param>
internal sealed record WatchedMetric(string Id, string CatalogueId, bool OutOfRows, bool LowsToo, IReadOnlyList<RollupDimension> Dimensions)
{
    public const string FailedPayments = "failed_payments";
    public const string FailedRefunds = "failed_refunds";
    public const string Refunds = "refunds";
    public const string Payments = "payments";
    public const string Tickets = "tickets";
    public const string Disputes = "disputes";

    public static IReadOnlyList<WatchedMetric> All { get; } =
    [
        new(FailedPayments, "failed_payments", OutOfRows: true, LowsToo: false, [RollupDimension.None, RollupDimension.Gateway, RollupDimension.Method, RollupDimension.Brand, RollupDimension.Country, RollupDimension.Vendor]),
        new(FailedRefunds, "failed_refunds", OutOfRows: true, LowsToo: false, [RollupDimension.None, RollupDimension.Gateway, RollupDimension.Method, RollupDimension.Vendor]),
        new(Refunds, "refunds", OutOfRows: false, LowsToo: false, [RollupDimension.None, RollupDimension.Gateway, RollupDimension.Vendor]),
        new(Payments, "payments", OutOfRows: false, LowsToo: true, [RollupDimension.None, RollupDimension.Gateway, RollupDimension.Method, RollupDimension.Vendor]),
        new(Tickets, "tickets_created", OutOfRows: false, LowsToo: false, [RollupDimension.None, RollupDimension.Category, RollupDimension.Channel, RollupDimension.Vendor]),
        new(Disputes, "disputes", OutOfRows: false, LowsToo: false, [RollupDimension.None, RollupDimension.Reason, RollupDimension.Brand, RollupDimension.Vendor]),
    ];

    public static WatchedMetric Find(string id) => All.First(metric => metric.Id == id);
}
