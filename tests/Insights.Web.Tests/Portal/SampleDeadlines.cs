using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>Two disputes of two vendors that wait for evidence.</summary>
internal sealed class SampleDeadlines : IDeadlineQueries
{
    public Task<DeadlineQueue> ReadAsync(ReportFilter filter, DataScope scope, int most = int.MaxValue, CancellationToken cancel = default) =>
        Task.FromResult(new DeadlineQueue(Sample.Now, [.. new[] { (1, "Acorn"), (2, "Birch") }.Where(vendor => scope.IsStaff || scope.VendorId == vendor.Item1).Select(vendor => Line(vendor.Item1, vendor.Item2))], new([]), []));

    private static Deadline Line(int id, string vendor) => new()
    {
        SourceId = 1,
        DisputeRef = "dp-" + vendor,
        Hash = id,
        Vendor = vendor,
        State = "needs_response",
        OpenedAt = Sample.Now - Duration.FromDays(3),
        DueAt = Sample.Now + Duration.FromDays(4),
        DueIsEstimated = id == 2,
        AmountMinor = 1000,
        Currency = "EUR",
        Evidence = EvidenceChecklist.For(new()),
    };
}
