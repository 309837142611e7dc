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

    /// <summary>Each stretch of days is a question of its own; more than these cost as much as reading all that lies between them.</summary>
    private const int MostStretches = 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DayRows Rows, long Revision)> _kept = [];

    /// <param name="key">Names scope, filter, range and source: equal keys mean equal rows while nothing changes.</param>
    /// <param name="of">The same without the range.</param>
    /// <param name="load">Reads a stretch of days, both included.</param>
    public async Task<DayRows> ReadAsync(AnalyticsStore store, ResultCache cache, string key, string of, int kind, DateOnly from, DateOnly to, Func<DateOnly, DateOnly, Task<DayRows>> load)
    {
        // Before the rows: what is derived between the two is then read once too often, never missed.
        var revision = await cache.GetAsync("derived-revision", () => RevisionAsync(store));
        (DayRows Rows, long Revision) kept;
        bool isKept;
        lock (_lock)
            isKept = _kept.TryGetValue(key, out kept);
        var rows = isKept ? await BroughtUpAsync(store, cache, kept.Rows, kept.Revision, revision, of, kind, from, to, load) : await load(from, to);
        lock (_lock)
        {
            if (_kept.Count >= Most && !_kept.ContainsKey(key))
                _kept.Clear();
            _kept[key] = (rows, revision);
        }
        return rows;
    }

    private static async Task<DayRows> BroughtUpAsync(
        AnalyticsStore store, ResultCache cache, DayRows rows, long since, long revision, string of, int kind, DateOnly from, DateOnly to, Func<DateOnly, DateOnly, Task<DayRows>> load)
    {
        if (since == revision)
            return rows;
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
