using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Alerts;

/// <inheritdoc cref="IAlertLimits"/>
internal sealed class AlertLimits(AnalyticsStore store, IMetricQueries metrics, TimeProvider clock) : IAlertLimits
{
    /// <summary>Days a limit is held against; what was before stays as it was told.</summary>
    private const int DaysBack = 120;

    public IReadOnlyList<string> Metrics { get; } =
        ["failed_payments", "approval_rate", "failed_refunds", "refund_failure_rate", "refunds", "refund_rate", "tickets_created", "contact_rate", "disputes", "dispute_activity", "payments"];

    public async Task<IReadOnlyList<AlertLimit>> ListAsync(DataScope scope, CancellationToken cancel = default)
    {
        await using var analytics = store.Open(scope);
        var limits = await analytics.AlertThresholds.AsNoTracking().Where(row => row.WithdrawnAt == null).OrderBy(row => row.Id).ToListAsync(cancel);
        var ids = limits.ConvertAll(row => row.Id).ToArray();
        var crossings = (await analytics.ThresholdCrossings.AsNoTracking().Where(row => ids.Contains(row.ThresholdId)).ToListAsync(cancel)).ToLookup(row => row.ThresholdId);
        await using var reporting = store.Reporting.Open(scope);
        var vendors = await reporting.Vendors.AsNoTracking().ToDictionaryAsync(row => row.Id, row => (row.Code, Name: row.Name.Length > 0 ? row.Name : row.Code), cancel);
        return
        [
            .. limits.Select(row =>
            {
                var vendor = vendors.TryGetValue(row.VendorId, out var found) ? found : ((string Code, string Name)?)null;
                // Who of the house set it is the house's to read.
                return new AlertLimit(row.Id, row.Metric, vendor?.Code, vendor?.Name ?? "All vendors", row.IsAbove, row.Limit, row.Days, scope.IsStaff ? row.By : "", Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.At, DateTimeKind.Utc)))
                {
                    Last = crossings[row.Id].OrderByDescending(one => one.FirstDay).Select(one => new LimitCrossing(
                        LocalDate.FromDateOnly(one.FirstDay), LocalDate.FromDateOnly(one.LastDay), one.RecoveredDay is { } day ? LocalDate.FromDateOnly(day) : null, one.Worst, LocalDate.FromDateOnly(one.WorstDay))).FirstOrDefault(),
                };
            }),
        ];
    }

    public async Task<string?> SetAsync(string metricId, string? vendorCode, bool isAbove, double limit, int days, string by, CancellationToken cancel = default)
    {
        if (!Metrics.Contains(metricId))
            return "Choose one of the numbers in the list.";
        if (days is not (1 or 7))
            return "A limit holds for each day or for the last seven.";
        var isCount = MetricCatalog.Find(metricId).Unit == MetricUnit.Count;
        if (!double.IsFinite(limit) || limit < 0 || limit > (isCount ? 1e9 : 1))
            return isCount ? "The limit is a number from 0 up." : "The limit lies between 0 and 100 %, or between 0 and 1,000 for every thousand.";
        var vendor = RollupVendor.All;
        if (vendorCode is { Length: > 0 })
        {
            await using var reporting = store.Reporting.Open(DataScope.Staff);
            var found = await reporting.Vendors.AsNoTracking().Where(row => row.Code == vendorCode).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancel);
            if (found is null)
                return "There is no such vendor.";
            vendor = found.Value;
        }
        await using (var transaction = await store.Reporting.BeginWritingAsync(cancel))
        {
            await using var analytics = store.Join(transaction);
            if (await analytics.AlertThresholds.AnyAsync(row => row.WithdrawnAt == null && row.Metric == metricId && row.VendorId == vendor && row.IsAbove == isAbove && row.Days == days, cancel))
                return "There is a limit like this already. Take it back first.";
            analytics.AlertThresholds.Add(new() { Metric = metricId, VendorId = vendor, IsAbove = isAbove, Limit = limit, Days = days, By = by, At = Now() });
            await analytics.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await WatchAsync(cancel);
        return null;
    }

    public async Task<bool> WithdrawAsync(int id, string by, CancellationToken cancel = default)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var now = Now();
        var changed = await analytics.AlertThresholds.Where(row => row.Id == id && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.WithdrawnBy, by).SetProperty(row => row.WithdrawnAt, now), cancel);
        if (changed == 0)
            return false;
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<int> WatchAsync(CancellationToken cancel = default)
    {
        var limits = await ListAsync(DataScope.Staff, cancel);
        if (limits.Count == 0)
            return 0;
        var zone = (await store.Reporting.WorkspaceAsync(cancel)).ReportingZone;
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date;
        var found = new List<(AlertLimit Limit, LocalDate From, IReadOnlyList<LimitStretch> Stretches)>();
        foreach (var limit in limits)
        {
            var filter = new ReportFilter { Range = new(today.PlusDays(-DaysBack), today), Compare = Comparison.None };
            if (limit.VendorCode is { } vendor)
                filter = filter.With("vendor", vendor);
            var series = await metrics.SeriesAsync(limit.MetricId, filter, DataScope.Staff, Bucket.Day, cancel);
            // The day the data speaks of is not over: only days before it are judged.
            var last = series.Points[^1].Value.AsOf is { } asOf && asOf.InZone(zone).Date < today ? asOf.InZone(zone).Date : today;
            var points = series.Points.Where(point => point.Days.To < last).ToList();
            if (points.Count == 0)
                continue;
            var isCount = MetricCatalog.Find(limit.MetricId).Unit == MetricUnit.Count;
            var values = LimitJudge.Windowed(points.ConvertAll(point => point.Value.Numerator ?? 0), isCount ? null : points.ConvertAll(point => point.Value.Denominator ?? 0), limit.Days);
            found.Add((limit, points[0].Days.From, LimitJudge.Find(values, limit.Limit, limit.IsAbove)));
        }
        await KeepAsync(found, cancel);
        return found.Count(one => one.Stretches.Any(stretch => stretch.Recovered is null));
    }

    private async Task KeepAsync(List<(AlertLimit Limit, LocalDate From, IReadOnlyList<LimitStretch> Stretches)> found, CancellationToken cancel)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        foreach (var (limit, from, stretches) in found)
        {
            var first = from.ToDateOnly();
            var vendor = await analytics.AlertThresholds.Where(row => row.Id == limit.Id).Select(row => row.VendorId).FirstOrDefaultAsync(cancel);
            var known = await analytics.ThresholdCrossings.Where(row => row.ThresholdId == limit.Id && row.LastDay >= first).ToListAsync(cancel);
            foreach (var stretch in stretches)
            {
                var (begin, end) = (first.AddDays(stretch.First), first.AddDays(stretch.Last));
                // A day in common: the same crossing as before, told already.
                var row = known.FirstOrDefault(row => row.FirstDay <= end && row.LastDay >= begin);
                if (row is null)
                    analytics.ThresholdCrossings.Add(row = new() { ThresholdId = limit.Id, VendorId = vendor, FirstDay = begin, FirstSeenAt = Now() });
                else
                    known.Remove(row);
                row.FirstDay = begin < row.FirstDay || row.FirstDay >= first ? begin : row.FirstDay;
                (row.LastDay, row.RecoveredDay, row.Worst, row.WorstDay) = (end, stretch.Recovered is { } day ? first.AddDays(day) : null, stretch.Worst, first.AddDays(stretch.WorstDay));
            }
            // What the data no longer shows was corrected away.
            analytics.ThresholdCrossings.RemoveRange(known);
        }
        // Without news the version of the data stays, and with it every page that is kept.
        if (!analytics.ChangeTracker.HasChanges())
            return;
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }
}
