using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>One limit that is crossed; whatever is set is refused.</summary>
internal sealed class SampleLimits : IAlertLimits
{
    public LimitCrossing Last { get; set; } = new(new(2026, 10, 20), new(2026, 10, 21), null, 77, new(2026, 10, 21));

    public IReadOnlyList<string> Metrics { get; } = ["failed_payments", "approval_rate", "contact_rate"];

    public Task<IReadOnlyList<AlertLimit>> ListAsync(DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<AlertLimit>>(scope.IsStaff
        ? [new(1, "failed_payments", null, "All vendors", true, 50, 1, "lead", Instant.FromUtc(2026, 10, 1, 9, 0)) { Last = Last }]
        : []);

    public Task<string?> SetAsync(string metricId, string? vendorCode, bool isAbove, double limit, int days, string by, CancellationToken cancel = default) => Task.FromResult<string?>("Not in a sample.");

    public Task<bool> WithdrawAsync(int id, string by, CancellationToken cancel = default) => Task.FromResult(false);

    public Task<int> WatchAsync(CancellationToken cancel = default) => Task.FromResult(1);
}

/// <summary>Nothing was out of the ordinary.</summary>
internal sealed class SampleWatch : IAlertQueries
{
    public IReadOnlyList<string> Watched => [];

    public Task<TrendWatch?> LastRunAsync(DataScope scope, CancellationToken cancel = default) => Task.FromResult<TrendWatch?>(null);

    public Task<IReadOnlyList<Alert>> ListAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<Alert>>([]);

    public Task<AlertDetail?> FindAsync(int id, DataScope scope, CancellationToken cancel = default) => Task.FromResult<AlertDetail?>(null);
}
