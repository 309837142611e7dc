using System.Runtime.InteropServices;
using Insights.Analytics.Rollups;

namespace Insights.Analytics.Queries.Loading;

/// <summary>How much of their targets clocks used, each kind by itself, read once.</summary>
internal static class TargetSpread
{
    private static readonly string[] s_targets = [.. ClockColumns.WithTarget, .. ClockColumns.OfOthers];

    public static IReadOnlyList<TargetBin> Empty { get; } = Bins(new long[TargetBin.Percents.Count]);

    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TargetBin>>> LoadAsync(AnalyticsStore store, AppliedFilter filter, RowPeriod period)
    {
        await using var analytics = store.Open(filter.Scope);
        var counts = new Dictionary<string, long[]>(StringComparer.Ordinal);
        // A breach that is still open has no length yet; it is in the rate and not in the distribution.
        foreach (var row in ClockRows.Of(analytics, RowSets.ClocksDecided, period, s_targets)
            .Where(row => row.ClosedAt != null && row.TargetSeconds > 0).WhereFilter(FactKind.Clocks, filter)
            .Select(row => new { row.Metric, Seconds = row.JudgedByBusinessTime ? row.BusinessSeconds : row.WallSeconds, row.TargetSeconds }))
        {
            var (seconds, target) = (row.Seconds ?? 0, row.TargetSeconds!.Value);
            var bin = 0;
            while (TargetBin.Percents[bin].To is { } to && seconds * 100 > target * to)
                bin++;
            ref var ofMetric = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Metric, out _);
            (ofMetric ??= new long[TargetBin.Percents.Count])[bin]++;
        }
        return counts.ToDictionary(pair => pair.Key, pair => Bins(pair.Value), StringComparer.Ordinal);
    }

    private static IReadOnlyList<TargetBin> Bins(long[] counts) => [.. TargetBin.Percents.Select((bin, index) => new TargetBin(bin.From / 100.0, bin.To / 100.0, counts[index]))];
}
