using System.Globalization;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Trends;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Alerts;

/// <inheritdoc cref="IAlertQueries"/>
internal sealed class AlertQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IAlertQueries
{
    public IReadOnlyList<string> Watched { get; } = [.. WatchedMetric.All.Select(metric => metric.CatalogueId)];

    public Task<TrendWatch?> LastRunAsync(DataScope scope, CancellationToken cancel = default) =>
        scope.Kind == ScopeKind.Nothing ? Task.FromResult<TrendWatch?>(null) : cache.GetAsync("watch-run", async () =>
        {
            // When it ran and how much it looked at says nothing about whose data it is.
            await using var analytics = store.Open(DataScope.Staff);
            return await analytics.WatchRuns.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync() is { Series: > 0 } run
                ? new TrendWatch(At(run.RanAt), Day(run.From), Day(run.To), run.Series, run.Chance, run.Chance * 365 * run.Series)
                : null;
        });

    public async Task<IReadOnlyList<Alert>> ListAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return
        [
            .. (await AllAsync(context, scope)).Where(one => one.Alert.FirstDay <= filter.Range.To && one.Alert.LastDay >= filter.Range.From
                && (context.Filter.VendorIds is null || context.Filter.VendorIds.Contains(one.VendorId))).Select(one => one.Alert),
        ];
    }

    public async Task<AlertDetail?> FindAsync(int id, DataScope scope, CancellationToken cancel = default)
    {
        var day = LocalDate.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var context = await QueryContext.OpenAsync(store, cache, clock, new() { Range = new(day, day) }, scope);
        var all = await AllAsync(context, scope);
        if (all.FirstOrDefault(one => one.Alert.Id == id).Alert is not { } alert || await LastRunAsync(scope, cancel) is not { } run)
            return null;
        var days = await cache.GetAsync(FormattableString.Invariant($"alert|{id}|{scope.CacheKey}"), async () =>
        {
            await using var analytics = store.Open(scope);
            return await analytics.AlertDays.AsNoTracking().Where(row => row.AlertId == id).OrderBy(row => row.Day).ToListAsync();
        });
        return new AlertDetail(
            alert, run, [.. days.Select(row => new AlertPoint(Day(row.Day), row.Count, row.Expected))],
            [.. all.Select(one => one.Alert).Where(other => other.Id != id && other.FirstDay <= alert.LastDay && other.LastDay >= alert.FirstDay)]);
    }

    private Task<IReadOnlyList<(int VendorId, Alert Alert)>> AllAsync(QueryContext context, DataScope scope) =>
        cache.GetAsync<IReadOnlyList<(int VendorId, Alert Alert)>>("alerts|" + scope.CacheKey, async () =>
        {
            await using var analytics = store.Open(scope);
            var rows = await analytics.Alerts.AsNoTracking().ToListAsync();
            var shares = (await analytics.AlertShares.AsNoTracking().OrderBy(row => row.Number).ToListAsync()).ToLookup(row => row.AlertId);
            return
            [
                .. rows.Select(row => (row.VendorId, Alert: Of(row, shares[row.Id], context.Vendors)))
                    .OrderBy(one => one.Alert.RecoveredDay is not null).ThenByDescending(one => one.Alert.LastDay).ThenByDescending(one => Math.Abs(one.Alert.Excess)).ThenBy(one => one.Alert.Id),
            ];
        });

    private static Alert Of(AlertRow row, IEnumerable<AlertShare> shares, VendorNames vendors)
    {
        var place = row.Dimension is { } dimension ? Member(dimension, row.Member!, 1, vendors) : null;
        var alert = new Alert
        {
            Id = row.Id,
            Metric = row.Metric,
            CatalogueId = WatchedMetric.Find(row.Metric).CatalogueId,
            Place = place,
            VendorCode = row.VendorId > 0 ? vendors.Code(row.VendorId) : null,
            IsHigh = row.IsHigh,
            FirstDay = Day(row.FirstDay),
            LastDay = Day(row.LastDay),
            RecoveredDay = row.RecoveredDay is { } recovered ? Day(recovered) : null,
            Count = row.Count,
            Expected = row.Expected,
            Chance = row.Chance,
            PeakDay = Day(row.PeakDay),
            Window = row is { FromHour: { } from, ToHour: { } to, WindowCount: { } count, WindowUsual: { } usual } ? new(from, to, count, usual) : null,
            ComparedDays = row.ComparedDays,
            Shared = [.. shares.Select(share => Member(share.Dimension, share.Member, share.Share, vendors))],
            FirstSeenAt = At(row.FirstSeenAt),
            Name = AlertTelling.Name(row.Metric, row.IsHigh, place),
            Sentence = "",
        };
        return alert with { Sentence = AlertTelling.Sentence(alert) };
    }

    private static AlertMember Member(string dimension, string member, double share, VendorNames vendors) =>
        new(dimension, dimension == CauseDimensions.Vendor ? vendors.Name(int.Parse(member, CultureInfo.InvariantCulture)) : member, share);

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static LocalDate Day(DateOnly day) => LocalDate.FromDateOnly(day);
}
