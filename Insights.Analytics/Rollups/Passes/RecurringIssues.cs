using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>
/// Keeps every key subjects have had, and gathers keys that came often enough into recurring issues: a key joins the issue it has most words in common with, or begins one.
/// What once belongs to an issue stays there, so that addresses hold whatever comes later.
/// </summary>
internal sealed class RecurringIssues(AnalyticsDbContext analytics, DerivedWriter writer)
{
    private const int KeysAtOnce = 500;

    private static readonly DerivedTable<SubjectKeyRow> s_table = new("subject_keys", ["subject_key"], ["subject_key", "words", "cluster"], (row, sink) =>
    {
        sink.Int64(row.SubjectKey);
        sink.Text(row.Words);
        sink.Int64(row.Cluster);
    });

    private HashSet<long>? _known;

    /// <summary>Before many tickets: every key there is, read once.</summary>
    public async Task ReadAllAsync(CancellationToken cancel) => _known = await analytics.SubjectKeys.AsNoTracking().Select(row => row.SubjectKey).ToHashSetAsync(cancel);

    /// <summary>Keeps keys that are new.</summary>
    public async Task KeepAsync(IReadOnlyDictionary<long, string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
            return;
        var known = _known ?? await KnownAsync([.. keys.Keys], cancel);
        await writer.InsertAsync(s_table, keys.Where(key => known.Add(key.Key)).OrderBy(key => key.Key).Select(key => new SubjectKeyRow { SubjectKey = key.Key, Words = key.Value }).ToList(), cancel);
    }

    /// <summary>Gathers the keys that have come often enough by now.</summary>
    /// <param name="touched">Null: all.</param>
    public async Task GatherAsync(IReadOnlyCollection<long>? touched, CancellationToken cancel)
    {
        var waiting = new List<(SubjectKeyRow Row, long Tickets)>();
        if (touched is null)
        {
            waiting.AddRange(await WaitingAsync(analytics.SubjectKeys.Where(row => row.Cluster == null), cancel));
        }
        else
        {
            foreach (var chunk in touched.Chunk(KeysAtOnce))
                waiting.AddRange(await WaitingAsync(analytics.SubjectKeys.Where(row => row.Cluster == null && chunk.Contains(row.SubjectKey)), cancel));
        }
        if (waiting.Count == 0)
            return;

        var begun = await analytics.SubjectKeys.AsNoTracking().Where(row => row.Cluster == row.SubjectKey).OrderBy(row => row.SubjectKey).ToListAsync(cancel);
        var leaders = begun.ConvertAll(row => new Leader(row.SubjectKey, new SubjectKey(row.Words)));
        // The commonest first: it begins the issue that rarer wordings join.
        foreach (var (row, _) in waiting.OrderByDescending(one => one.Tickets).ThenBy(one => one.Row.Words, StringComparer.Ordinal))
        {
            var key = new SubjectKey(row.Words);
            var cluster = Nearest(leaders, key) ?? row.SubjectKey;
            if (cluster == row.SubjectKey)
                leaders.Add(new(row.SubjectKey, key));
            await analytics.SubjectKeys.Where(one => one.SubjectKey == row.SubjectKey).ExecuteUpdateAsync(change => change.SetProperty(one => one.Cluster, cluster), cancel);
        }
    }

    private static long? Nearest(List<Leader> leaders, SubjectKey key)
    {
        var (best, most) = ((long?)null, 0.0);
        var (words, code) = (key.ToSet(), key.ErrorCode);
        foreach (var leader in leaders)
        {
            // An error code decides, whatever stands around it: the same code is the same issue, another one is another.
            var similarity = code is null && leader.Code is null ? SubjectKey.Similarity(words, leader.Words) : code == leader.Code ? 1 : 0;
            if (similarity >= SubjectKey.LeastSimilarity && similarity > most)
                (best, most) = (leader.Key, similarity);
        }
        return best;
    }

    private async Task<List<(SubjectKeyRow, long)>> WaitingAsync(IQueryable<SubjectKeyRow> rows, CancellationToken cancel)
    {
        var counted = await rows.AsNoTracking()
            .Select(row => new { Row = row, Tickets = analytics.DailySubjects.Where(day => day.VendorId == RollupVendor.All && day.SubjectKey == row.SubjectKey).Sum(day => day.Created) })
            .Where(one => one.Tickets >= SubjectKey.LeastTickets).ToListAsync(cancel);
        return counted.ConvertAll(one => (one.Row, one.Tickets));
    }

    private async Task<HashSet<long>> KnownAsync(long[] keys, CancellationToken cancel)
    {
        var known = new HashSet<long>();
        foreach (var chunk in keys.Chunk(KeysAtOnce))
            known.UnionWith(await analytics.SubjectKeys.AsNoTracking().Where(row => chunk.Contains(row.SubjectKey)).Select(row => row.SubjectKey).ToListAsync(cancel));
        return known;
    }

    private sealed class Leader(long key, SubjectKey words)
    {
        public long Key { get; } = key;

        public IReadOnlySet<string> Words { get; } = words.ToSet();

        public string? Code { get; } = words.ErrorCode;
    }
}
