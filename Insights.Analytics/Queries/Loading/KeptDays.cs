using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Daily sums that stay in memory while the data changes: a year's rows are read once, afterwards only the days that were derived since. What an import costs the next reader
/// then grows with the days it touched and not with the history. Only for rows from margins: facts change before their days are derived.
/// </summary>
internal sealed class KeptDays
{
    /// <summary>Enough for some hundred different views; beyond it all go, and are read once more.</summary>
    private const int Most = 2_000;

    /// <summary>Stretches kept of one view: a year, a year before it, and what somebody has looked at besides.</summary>
    private const int MostPerView = 8;

    /// <summary>Each stretch of days is a question of its own; more than these cost as much as reading all that lies between them.</summary>
    private const int MostStretches = 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Kept>> _kept = [];

    /// <summary>These days at least: where a longer stretch is kept, it is what is given.</summary>
    /// <param name="of">Names scope, filter and source: equal names and days mean equal rows while nothing changes.</param>
    /// <param name="load">Reads a stretch of days, both included.</param>
    public async Task<DayRows> ReadAsync(AnalyticsStore store, ResultCache cache, string of, int kind, DateOnly from, DateOnly to, Func<DateOnly, DateOnly, Task<DayRows>> load)
    {
        // Before the rows: what is derived between the two is then read once too often, never missed.
        var revision = await cache.GetAsync("derived-revision", () => RevisionAsync(store));
        Kept? kept;
        lock (_lock)
            kept = _kept.TryGetValue(of, out var all) ? all.Find(each => each.From <= from && each.To >= to) : null;
        if (kept is not null && kept.Revision == revision)
            return kept.Rows;
        var next = kept is null
            ? new Kept(from, to, await load(from, to), revision)
            : kept with { Rows = await BroughtUpAsync(store, cache, kept.Rows, kept.Revision, of, kind, kept.From, kept.To, load), Revision = revision };
        lock (_lock)
        {
            if (!_kept.TryGetValue(of, out var all))
            {
                if (_kept.Count >= Most)
                    _kept.Clear();
                _kept[of] = all = [];
            }
            // A shorter stretch is no longer needed.
            all.RemoveAll(each => each.From >= next.From && each.To <= next.To);
            if (all.Count >= MostPerView)
                all.RemoveAt(0);
            all.Add(next);
        }
        return next.Rows;
    }

    private static async Task<DayRows> BroughtUpAsync(
        AnalyticsStore store, ResultCache cache, DayRows rows, long since, string of, int kind, DateOnly from, DateOnly to, Func<DateOnly, DateOnly, Task<DayRows>> load)
    {
        var derived = await cache.GetAsync(FormattableString.Invariant($"derived-since|{since}"), () => SinceAsync(store, since));
        if (derived.Exists(day => day.Kind == DerivedDay.Everything))
            return await load(from, to);
        var changed = derived.Where(day => day.Kind == kind && day.Day >= from && day.Day <= to).Select(day => day.Day).ToList();
        var stretches = RollupPass.Runs(changed).ToList();
        if (stretches.Count > MostStretches)
            stretches = [(stretches[0].From, stretches[^1].To)];
        // The days an import touches lie in many ranges: whoever else holds some of these rows asks for the same.
        foreach (var (first, last) in stretches)
            rows = rows.Replaced(UnixTime.ToDays(first), UnixTime.ToDays(last), await cache.GetAsync(FormattableString.Invariant($"stretch|{of}|{first}|{last}"), () => load(first, last)));
        return rows;
    }

    private sealed record Kept(DateOnly From, DateOnly To, DayRows Rows, long Revision);

    // Which days were derived says nothing about whose rows they hold.
    private static async Task<long> RevisionAsync(AnalyticsStore store)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.DerivedDays.MaxAsync(row => (long?)row.Revision) ?? 0;
    }

    private static async Task<List<DerivedDay>> SinceAsync(AnalyticsStore store, long revision)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.DerivedDays.AsNoTracking().Where(row => row.Revision > revision).ToListAsync();
    }
}
