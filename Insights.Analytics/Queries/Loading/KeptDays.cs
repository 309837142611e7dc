using System.Collections.Concurrent;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Daily sums that stay in memory while the data changes: the whole history of one table's piece is read once, afterwards only the days that were derived since. What an import
/// costs the next reader then grows with the days it touched, and a range or a filter nobody has asked for yet costs no question. Only for rows that a pass derives: facts change
/// before their days are derived.
/// </summary>
internal sealed class KeptDays
{
    /// <summary>
    /// The house and four vendors at ten million payments; beyond it those go that were read longest ago, and are read once more. Most houses are smaller and never reach it.
    /// </summary>
    private const long MostBytes = 400L << 20;

    /// <summary>Each stretch of days is a question of its own; more than these cost as much as reading all that lies between them.</summary>
    private const int MostStretches = 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = [];
    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);
    private long _bytes;
    private long _reads;

    /// <summary>The same text as the same string: a member's name comes on every day, and is told apart by where it lies.</summary>
    public string Once(string word) => _words.GetOrAdd(word, word);

    /// <param name="of">Names scope and source: equal names mean equal rows while nothing changes.</param>
    /// <param name="load">Reads a stretch of days, both included.</param>
    public Task<T> ReadAsync<T>(AnalyticsStore store, ResultCache cache, string of, int kind, Func<DateOnly, DateOnly, Task<T>> load)
        where T : class, IKeptRows<T> => ReadAsync<T>(store, cache, of, kind, (_, from, to) => load(from, to));

    /// <param name="load">The same, told what is kept already: days are read to stand beside it. Null where everything is read.</param>
    public Task<T> ReadAsync<T>(AnalyticsStore store, ResultCache cache, string of, int kind, Func<T?, DateOnly, DateOnly, Task<T>> load)
        where T : class, IKeptRows<T> => cache.GetAsync("kept|" + of, async () =>
    {
        // Before the rows: what is derived between the two is then read once too often, never missed.
        var revision = await cache.GetAsync("derived-revision", () => RevisionAsync(store));
        Kept? kept;
        lock (_lock)
            kept = _kept.GetValueOrDefault(of);
        var rows = kept switch
        {
            null => await load(null, DateOnly.MinValue, DateOnly.MaxValue),
            _ when kept.Revision == revision => (T)kept.Rows,
            // An older store was put back under a running program: what was derived since says nothing about it.
            _ when kept.Revision > revision => await load(null, DateOnly.MinValue, DateOnly.MaxValue),
            _ => await BroughtUpAsync(store, cache, (T)kept.Rows, kept.Revision, kind, load),
        };
        Keep(of, rows, rows.Bytes, revision);
        return rows;
    });

    private static async Task<T> BroughtUpAsync<T>(AnalyticsStore store, ResultCache cache, T rows, long since, int kind, Func<T?, DateOnly, DateOnly, Task<T>> load)
        where T : class, IKeptRows<T>
    {
        var derived = await cache.GetAsync(FormattableString.Invariant($"derived-since|{since}"), () => SinceAsync(store, since));
        if (derived.Exists(day => day.Kind == DerivedDay.Everything))
            return await load(null, DateOnly.MinValue, DateOnly.MaxValue);
        var stretches = RollupPass.Runs(derived.Where(day => day.Kind == kind).Select(day => day.Day).ToList()).ToList();
        if (stretches.Count > MostStretches)
            stretches = [(stretches[0].From, stretches[^1].To)];
        foreach (var (first, last) in stretches)
            rows = rows.Replaced(UnixTime.ToDays(first), UnixTime.ToDays(last), await load(rows, first, last));
        return rows;
    }

    private void Keep(string of, object rows, long bytes, long revision)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(of, out var before))
                _bytes -= before.Bytes;
            _kept[of] = new(rows, bytes, revision, ++_reads);
            _bytes += bytes;
            while (_bytes > MostBytes && _kept.Count > 1)
            {
                var oldest = _kept.MinBy(one => one.Value.Read);
                _bytes -= oldest.Value.Bytes;
                _kept.Remove(oldest.Key);
            }
        }
    }

    private sealed record Kept(object Rows, long Bytes, long Revision, long Read);

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
