using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.History;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>September 2026 is closed with one clock restated; October is over and open.</summary>
internal sealed class SampleMonths : IMonthHistoryQueries, IMonthClosing
{
    private static readonly YearMonth s_october = new(2026, 10);

    public long Restated { get; set; } = 1;

    public List<(YearMonth Month, string? By)> ClosedByHand { get; } = [];

    public Task<IReadOnlyList<ClosedMonthLine>> MonthsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<ClosedMonthLine>>(
        [new(new(2026, 9), Instant.FromUtc(2026, 10, 6, 1, 0), null, new Ratio(16, 17), new Ratio(15, 17), Restated, 1, 0, [new("Late data: import 12", Instant.FromUtc(2026, 10, 20, 8, 0), 1)])]);

    public Task<IReadOnlyDictionary<string, MetricResult>> StampedAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyDictionary<string, MetricResult>>(new Dictionary<string, MetricResult>());

    public Task<IReadOnlyList<RestatedClock>> RestatedAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<RestatedClock>>([]);

    public Task<IReadOnlyList<YearMonth>> DueAsync(CancellationToken cancel = default) => OverAsync(cancel);

    public Task<IReadOnlyList<YearMonth>> OverAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<YearMonth>>(ClosedByHand.Exists(closed => closed.Month == s_october) ? [] : [s_october]);

    public Task<long> CloseAsync(YearMonth month, string? by, CancellationToken cancel = default)
    {
        ClosedByHand.Add((month, by));
        return Task.FromResult(21L);
    }
}
