using Insights.Analytics.Metrics.Chargebacks.Maturity;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IMaturityQueries"/>
internal sealed class MaturityQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IMaturityQueries
{
    /// <summary>
    /// Ages 0 to 6: a dispute may follow its sale by 120 days, which is the fifth calendar month at the latest, and by 180 days on some networks and methods.
    /// What comes later still is told beside the triangle.
    /// </summary>
    public const int Ages = 7;

    /// <summary>Months of sales looked at: enough complete ones to show how they develop, few enough to be how it is now.</summary>
    private const int Months = 18;

    public async Task<CohortReport> CohortsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var asOf = (context.AsOf is { } at && at < context.Now ? at : context.Now).InZone(context.Zone).Date;
        // A month of which days are missing would look as if fewer disputes had come.
        var day = filter.Range.To < asOf ? filter.Range.To : asOf.PlusDays(-1);
        var until = day == day.With(DateAdjusters.EndOfMonth) ? day.With(DateAdjusters.StartOfMonth) : day.With(DateAdjusters.StartOfMonth).PlusMonths(-1);
        return await cache.GetAsync($"cohorts|{until}|{context.Filter.Key}", () => LoadAsync(until, context.Filter));
    }

    private async Task<CohortReport> LoadAsync(LocalDate until, AppliedFilter filter)
    {
        var networks = NetworkMonthRows.Networks(filter);
        var (from, to) = (until.PlusMonths(1 - Months).ToDateOnly(), until.ToDateOnly());
        await using var context = store.Open(filter.Scope);
        var paid = context.NetworkPayments.AsNoTracking().Where(row => row.Month >= from && row.Month <= to).WhereVendor(filter.VendorIds);
        var disputed = context.DisputeCohorts.AsNoTracking().Where(row => row.Month >= from && row.Month <= to).WhereVendor(filter.VendorIds);
        if (networks is not null)
        {
            paid = paid.Where(row => networks.Contains(row.Network));
            disputed = disputed.Where(row => networks.Contains(row.Network));
        }
        var payments = await paid.GroupBy(row => row.Month).Select(group => new { Month = group.Key, Count = group.Sum(row => row.Payments) }).ToDictionaryAsync(row => row.Month, row => row.Count);
        var disputes = await disputed.GroupBy(row => new { row.Month, row.Lag }).Select(group => new { group.Key.Month, group.Key.Lag, Count = group.Sum(row => row.Disputes) }).ToListAsync();
        if (payments.Count == 0)
            return new() { Until = null, Ages = Ages, Lines = [], Factors = [], FinalRate = null };

        var first = LocalDate.FromDateOnly(payments.Keys.Min());
        var byMonth = disputes.ToLookup(row => LocalDate.FromDateOnly(row.Month));
        var months = Enumerable.Range(0, Period.Between(first, until, PeriodUnits.Months).Months + 1).Select(first.PlusMonths).ToList();
        // The oldest month there is says how many columns there are: with a short history no age is complete yet.
        var ages = Math.Min(Ages, months.Count);
        var cells = months.ConvertAll(month =>
        {
            var seen = Math.Min(ages, Period.Between(month, until, PeriodUnits.Months).Months + 1);
            return Enumerable.Range(0, seen).Select(age => byMonth[month].Where(row => row.Lag <= age).Sum(row => row.Count)).ToArray();
        });
        var paidBy = months.ConvertAll(month => payments.GetValueOrDefault(month.ToDateOnly()));
        var triangle = new CohortTriangle([.. cells.Select(row => (IReadOnlyList<double>)[.. row.Select(cell => (double)cell)])], paidBy);
        var ladder = ChainLadder.Of(triangle);
        var projected = CohortProjection.Of(triangle, isComplete: months.Count >= Ages);
        return new()
        {
            Until = until,
            Ages = ages,
            Lines = [.. months.Select((month, i) => new CohortLine(month, paidBy[i], cells[i], projected[i], byMonth[month].Sum(row => row.Count)))],
            Factors = ladder.Factors,
            FinalRate = CapeCod.Of(ladder).Rate,
        };
    }
}
