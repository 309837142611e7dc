using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class MonthHistoryQueries(AnalyticsStore store, ResultCache cache, IMetricQueries metrics, TimeProvider clock) : IMonthHistoryQueries
{
    private const string Attainment = "sla_attainment";

    public async Task<IReadOnlyList<ClosedMonthLine>> MonthsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing || Carried.Lacking(FactKind.Tickets, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var months = await ClosedAsync(filter.Range);
        if (months.Count == 0)
            return [];
        return await cache.GetAsync($"closed-months|{filter.Range}|{context.Filter.Key}", async () =>
        {
            var (first, last) = (months[^1].Month, months[0].Month);
            await using var analytics = store.Open(scope);
            var groups = await RestatedRows.Latest(analytics, context.Filter, first, last)
                .GroupBy(row => new { row.Month, row.Cause, row.CauseBatch, row.CauseBy, row.CauseDetail, row.TakenBack, Verdict = row.NowVerdict != row.WasVerdict || !row.NowInMonth })
                .Select(group => new { group.Key, Clocks = group.LongCount(), At = group.Max(row => row.MadeAt) }).ToListAsync();
            var byMonth = groups.ToLookup(group => group.Key.Month);
            var vendor = StampedVendor(filter, scope, context);
            var stamps = vendor is null ? [] : await analytics.StampedFigures.AsNoTracking()
                .Where(row => row.Figure == Attainment && row.VendorId == vendor && row.Month >= first && row.Month <= last).ToDictionaryAsync(row => row.Month);
            var whole = filter.Over(new(LocalDate.FromDateOnly(first), LocalDate.FromDateOnly(months[0].Until.AddDays(-1))));
            var nows = (await metrics.SeriesAsync(Attainment, whole, scope, Bucket.Month)).Points.ToDictionary(point => point.Days.From.ToDateOnly(), point => point.Value);
            var lines = new List<ClosedMonthLine>();
            foreach (var month in months)
            {
                var stamped = stamps.TryGetValue(month.Month, out var figure) ? Result(figure) : null;
                var restated = byMonth[month.Month].Where(group => !group.Key.TakenBack).ToList();
                lines.Add(new(
                    new(month.Month.Year, month.Month.Month), Instant.FromDateTimeUtc(month.ClosedAt), scope.IsStaff ? month.ClosedBy : null,
                    stamped is null ? null : Ratio(stamped), Ratio(nows[month.Month]),
                    restated.Sum(group => group.Clocks), restated.Where(group => group.Key.Verdict).Sum(group => group.Clocks),
                    byMonth[month.Month].Where(group => group.Key.TakenBack).Sum(group => group.Clocks),
                    [.. restated.Select(group => (Text: CauseTelling.Of(group.Key.Cause, group.Key.CauseBatch, group.Key.CauseBy, group.Key.CauseDetail, scope), group.Clocks, group.At))
                        .GroupBy(reason => reason.Text, StringComparer.Ordinal)
                        .Select(reason => new RestatementReason(reason.Key, Instant.FromDateTimeUtc(reason.Max(one => one.At)), reason.Sum(one => one.Clocks)))
                        .OrderByDescending(reason => reason.Clocks).ThenBy(reason => reason.Text, StringComparer.Ordinal)]));
            }
            return (IReadOnlyList<ClosedMonthLine>)lines;
        });
    }

    public async Task<IReadOnlyDictionary<string, MetricResult>> StampedAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var month = filter.Range.From.ToDateOnly();
        if (!Periods.IsMonth(filter.Range))
            return new Dictionary<string, MetricResult>();
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        if (StampedVendor(filter, scope, context) is not { } vendor)
            return new Dictionary<string, MetricResult>();
        return await cache.GetAsync($"stamped|{month}|{vendor}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            var rows = await analytics.StampedFigures.AsNoTracking().Where(row => row.Month == month && row.VendorId == vendor).ToListAsync();
            return (IReadOnlyDictionary<string, MetricResult>)rows.Where(row => MetricCatalog.Has(row.Figure)).ToDictionary(row => row.Figure, Result);
        });
    }

    public async Task<IReadOnlyList<RestatedClock>> RestatedAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing || Carried.Lacking(FactKind.Tickets, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        await using var analytics = store.Open(scope);
        var rows = await RestatedRows.Latest(analytics, context.Filter, RestatedRows.FirstMonth(filter.Range.From.ToDateOnly()), filter.Range.To.ToDateOnly())
            .OrderByDescending(row => row.MadeAt).ThenBy(row => row.TicketRef).ThenBy(row => row.Metric).ThenBy(row => row.Instance).Take(most).ToListAsync(cancel);
        return [.. rows.Select(row => new RestatedClock(
            row.SourceId, row.TicketRef, new(row.Month.Year, row.Month.Month), context.Vendors.Name(row.VendorId), row.Metric, row.Instance,
            row.WasVerdict, RestatedRows.WasSeconds(row), row.NowVerdict, RestatedRows.NowSeconds(row), row.NowInMonth,
            CauseTelling.Of(row.Cause, row.CauseBatch, row.CauseBy, row.CauseDetail, scope), Instant.FromDateTimeUtc(row.MadeAt), row.TakenBack))];
    }

    /// <summary>Whose stamp answers the filter: everybody's, one vendor's, or nobody's because no stamp is kept for what it narrows to.</summary>
    private static int? StampedVendor(ReportFilter filter, DataScope scope, QueryContext context) =>
        scope.Kind == ScopeKind.Nothing || filter.Values.Any(pair => pair.Key != "vendor" && pair.Value.Count > 0) ? null
        : context.Filter.VendorIds is { } chosen ? (chosen.Count == 1 ? chosen[0] : null)
        : scope.Kind == ScopeKind.Vendor ? scope.VendorId : RollupVendor.All;

    /// <summary>Which months are closed is the same for everybody; who closed them is for staff.</summary>
    private async Task<List<ClosedMonth>> ClosedAsync(DateRange range)
    {
        var all = await cache.GetAsync("closed-months", async () =>
        {
            await using var analytics = store.Open(DataScope.Staff);
            return await analytics.ClosedMonths.AsNoTracking().OrderByDescending(row => row.Month).ToListAsync();
        });
        var (from, to) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        return all.FindAll(month => month.Month <= to && month.Until > from);
    }

    private static Ratio Ratio(MetricResult result) => new(result.Numerator ?? 0, result.Denominator ?? 0);

    private static MetricResult Result(StampedFigure row)
    {
        var definition = MetricCatalog.Find(row.Figure);
        var has = definition.Unit switch { MetricUnit.Percent or MetricUnit.PerThousand => row.Denominator > 0, MetricUnit.Duration => row.Seconds is not null, _ => row.Numerator is not null };
        return new()
        {
            MetricId = row.Figure,
            Unit = definition.Unit,
            Numerator = row.Numerator,
            Denominator = row.Denominator,
            N = row.N,
            Seconds = row.Seconds,
            Missing = has ? null : "nothing was stamped",
        };
    }
}
