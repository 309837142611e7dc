using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class CaseFlowQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock, IServiceLevelQueries serviceLevels) : ICaseFlowQueries
{
    /// <summary>Follow-ups of follow-ups beyond this are a loop in the data.</summary>
    private const int LongestChain = 50;

    public async Task<IReadOnlyList<TierPath>> TierPathsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default) =>
    [
        .. (await serviceLevels.TimesAsync(filter, scope, "tier_time", "party", cancel)).Select(line =>
        {
            var ends = line.Key.Split(OwnershipWindows.PassedTo, 2);
            return new TierPath(line.Key, ends[0], ends.Length > 1 ? ends[1] : null, line.N, line.Business, line.WallClock);
        }).OrderBy(path => path.To is null).ThenByDescending(path => path.Stays).ThenBy(path => path.Key, StringComparer.Ordinal),
    ];

    public async Task<FollowUpChains> ChainsAsync(ReportFilter filter, DataScope scope, int top = 20, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return new([], []);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"chains|{top}|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            var added = await Nodes(TicketRows.Of(analytics, RowSets.TicketsFollowUps, RowPeriod.Of(filter.Range, context.Zone), context.Filter)).ToListAsync();
            var chains = Join(added, await EarlierAsync(analytics, added));
            return new FollowUpChains(
                [.. chains.GroupBy(chain => chain.Count).OrderBy(group => group.Key).Select(group => (group.Key, group.LongCount()))],
                [.. chains.OrderByDescending(chain => chain.Count).ThenByDescending(chain => chain[^1].CreatedAt).Take(top)
                    .Select(chain => new FollowUpChain([.. chain.Select(node => new ChainedTicket(node.SourceId, node.TicketRef, Instant.FromDateTimeUtc(node.CreatedAt)))]))]);
        });
    }

    /// <summary>The tickets the follow-ups go on from, step by step to the first of each chain, as far as the scope may see them.</summary>
    private static async Task<Dictionary<(int, string), Node>> EarlierAsync(AnalyticsDbContext analytics, List<Node> added)
    {
        var known = added.ToDictionary(node => (node.SourceId, node.TicketRef));
        var wanted = added.Select(node => node.FollowUpHash!.Value).Distinct().ToArray();
        for (var step = 0; step < LongestChain && wanted.Length > 0; step++)
        {
            var next = new HashSet<long>();
            foreach (var chunk in wanted.Chunk(500))
            {
                foreach (var node in await Nodes(analytics.TicketOutcomes.AsNoTracking().Where(row => chunk.Contains(row.TicketHash))).ToListAsync())
                {
                    if (known.TryAdd((node.SourceId, node.TicketRef), node) && node.FollowUpHash is { } hash)
                        next.Add(hash);
                }
            }
            wanted = [.. next];
        }
        return known;
    }

    /// <summary>Each chain ends with a follow-up of the period that no other of them goes on from.</summary>
    private static List<List<Node>> Join(List<Node> added, Dictionary<(int, string), Node> known)
    {
        var continued = added.Select(node => (node.SourceId, node.FollowUpRef!)).ToHashSet();
        var chains = new List<List<Node>>();
        foreach (var last in added.Where(node => !continued.Contains((node.SourceId, node.TicketRef))))
        {
            var chain = new List<Node> { last };
            for (var at = last; at.FollowUpRef is { } earlier && chain.Count < LongestChain && known.TryGetValue((at.SourceId, earlier), out var before) && !chain.Contains(before); at = before)
                chain.Add(before);
            chain.Reverse();
            chains.Add(chain);
        }
        return chains;
    }

    private static IQueryable<Node> Nodes(IQueryable<TicketOutcome> rows) =>
        rows.Select(row => new Node(row.SourceId, row.TicketRef, row.FollowUpHash, row.FollowUpRef, row.CreatedAt));

    private sealed record Node(int SourceId, string TicketRef, long? FollowUpHash, string? FollowUpRef, DateTime CreatedAt);
}
