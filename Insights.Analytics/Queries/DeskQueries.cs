using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>
/// Counts of open cases and promises, straight from their indexes: what depends on the second is never kept, what depends on the data alone is kept with it.
/// </summary>
internal sealed class DeskQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IDeskQueries
{
    public async Task<DeskNow> NowAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var at = UnixTime.FromSeconds(UnixTime.ToSeconds(clock.GetUtcNow().UtcDateTime));
        if (DeskConditions.Lacking(filter, scope).Count > 0)
            return DeskNow.Nothing(Instant.FromDateTimeUtc(at));
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var open = await cache.GetAsync("desk-open|" + context.Filter.Key, () => OpenAsync(context.Filter));
        await using var analytics = store.Open(scope);
        var risky = await ByMemberAsync(analytics, RowSets.NowAtRisk, at, context.Filter, cancel);
        var broken = await ByMemberAsync(analytics, RowSets.NowBreached, at, context.Filter, cancel);
        var deadlines = await DeskConditions.Clocks(analytics, RowSets.NowDue, at).WhereDesk(context.Filter).Select(row => row.BreachesAt!.Value).ToListAsync(cancel);
        return new(
            Instant.FromDateTimeUtc(at),
            risky.Sum(row => row.Count),
            deadlines.Count,
            broken.Sum(row => row.Count),
            open.Unheard,
            new(open.On(DeskTicket.Us), open.On(DeskTicket.Customer), open.On(DeskTicket.Vendor), open.On(DeskTicket.Provider)),
            Hours(at, deadlines, context.Zone),
            deadlines.Count == 0 ? null : Instant.FromDateTimeUtc(deadlines.Min()) - Duration.FromSeconds(1),
            Load(open.Cases, risky, broken, row => row.Agent),
            Load(open.Cases, risky, broken, row => row.Tier));
    }

    private async Task<OpenCases> OpenAsync(AppliedFilter filter)
    {
        await using var analytics = store.Open(filter.Scope);
        var cases = await analytics.DeskTickets.AsNoTracking().Where(row => row.WaitsOn != null).WhereDesk(filter)
            .GroupBy(row => new { row.WaitsOn, row.Agent, row.Tier }).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync();
        var unheard = await DeskConditions.Tickets(analytics, RowSets.NowUnheard, default).WhereDesk(filter).LongCountAsync();
        return new([.. cases.Select(group => new Counted(group.Key.Agent, group.Key.Tier, group.Count, group.Key.WaitsOn))], unheard);
    }

    private static async Task<List<Counted>> ByMemberAsync(AnalyticsDbContext analytics, string rowSet, DateTime now, AppliedFilter filter, CancellationToken cancel)
    {
        var groups = await DeskConditions.Clocks(analytics, rowSet, now).WhereDesk(filter)
            .GroupBy(row => new { row.Agent, row.Tier }).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync(cancel);
        return groups.ConvertAll(group => new Counted(group.Key.Agent, group.Key.Tier, group.Count));
    }

    private static DeskHour[] Hours(DateTime now, List<DateTime> deadlines, DateTimeZone zone)
    {
        var first = Instant.FromDateTimeUtc(now).InZone(zone);
        // Hours of the zone: one that is half an hour off the world's begins at its own full hours.
        var start = (first - Duration.FromMinutes(first.Minute) - Duration.FromSeconds(first.Second)).ToInstant();
        var end = Instant.FromDateTimeUtc(now + DeskConditions.Ahead);
        var hours = new long[(int)Math.Ceiling((end - start).TotalHours)];
        foreach (var deadline in deadlines)
        {
            // The last second in time is the deadline; the first one over belongs to no hour of its own.
            var hour = (int)((Instant.FromDateTimeUtc(deadline) - Duration.FromSeconds(1) - start).TotalHours);
            hours[Math.Clamp(hour, 0, hours.Length - 1)]++;
        }
        return [.. hours.Select((count, hour) => new DeskHour(start + Duration.FromHours(hour), count))];
    }

    private static DeskLoad[] Load(IReadOnlyList<Counted> open, List<Counted> risky, List<Counted> broken, Func<Counted, string?> member)
    {
        var (cases, atRisk, breached) = (Sum(open), Sum(risky), Sum(broken));
        // In the order of their names: who has much to do is no ranking of people.
        return [.. cases.Keys.Union(atRisk.Keys).Union(breached.Keys)
            .OrderBy(name => name == ReportFilter.Unknown).ThenBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(name => new DeskLoad(name, cases.GetValueOrDefault(name), atRisk.GetValueOrDefault(name), breached.GetValueOrDefault(name)))];

        Dictionary<string, long> Sum(IEnumerable<Counted> rows) =>
            rows.GroupBy(row => MemberConditions.Member(member(row)), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(row => row.Count), StringComparer.Ordinal);
    }

    private sealed record Counted(string? Agent, string? Tier, long Count, string? WaitsOn = null);

    private sealed record OpenCases(IReadOnlyList<Counted> Cases, long Unheard)
    {
        public long On(string whom) => Cases.Where(row => row.WaitsOn == whom).Sum(row => row.Count);
    }
}
