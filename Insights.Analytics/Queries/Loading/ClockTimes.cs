using System.Runtime.InteropServices;
using Insights.Analytics.Rollups;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Raw seconds of ended clocks → percentiles. Nothing is rounded or averaged before. Each line bears its key as its label.</summary>
internal static class ClockTimes
{
    private static readonly string[] s_dimensions = ["vendor", "channel", "category", "priority", "team", "tier", "state", "agent", "policy", "cause", "party", "hour", "replied"];

    /// <summary>One line a kind of clock, from the columns of the index and of the verdict alone: a year of clocks is many rows.</summary>
    public static async Task<IReadOnlyList<TimesLine>> ByMetricAsync(AnalyticsStore store, AppliedFilter filter, RowPeriod period)
    {
        await using var analytics = store.Open(filter.Scope);
        var lines = new Dictionary<string, ClockSpreads>(StringComparer.Ordinal);
        foreach (var row in ClockRows.Of(analytics, RowSets.ClocksMeasured, period, ClockColumns.All).WhereFilter(FactKind.Clocks, filter)
            .Select(row => new { row.Metric, row.BusinessSeconds, row.WallSeconds, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime }))
        {
            ref var spreads = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, row.Metric, out _);
            (spreads ??= new(0)).Add(row.BusinessSeconds ?? 0, row.WallSeconds ?? 0, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime);
        }
        return [.. ClockColumns.All.Where(lines.ContainsKey).Select(metric => lines[metric].All(metric))];
    }

    /// <summary>One kind of clock along every dimension, read once: a page splits it by five of them.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TimesLine>>> OfMetricAsync(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, RowPeriod period, string metricId)
    {
        await using var analytics = store.Open(filter.Scope);
        var spreads = new ClockSpreads(s_dimensions.Length);
        foreach (var row in ClockRows.Of(analytics, RowSets.ClocksMeasured, period, ClockColumns.All).Where(row => row.Metric == metricId).WhereFilter(FactKind.Clocks, filter)
            .Select(row => new Point(
                row.VendorId, row.Channel, row.Category, row.Priority, row.Team, row.Tier, row.State, row.Agent, row.Policy, row.Cause, row.Party, row.CreatedHour, row.ClosedHour,
                row.BusinessSeconds, row.WallSeconds, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime)))
        {
            // The order of s_dimensions.
            spreads.Member(0, vendors.Code(row.VendorId));
            spreads.Member(1, MemberConditions.Member(row.Channel));
            spreads.Member(2, MemberConditions.Member(row.Category));
            spreads.Member(3, MemberConditions.Member(row.Priority));
            spreads.Member(4, MemberConditions.Member(row.Team));
            spreads.Member(5, MemberConditions.Member(row.Tier));
            spreads.Member(6, MemberConditions.Member(row.State));
            spreads.Member(7, MemberConditions.Member(row.Agent));
            spreads.Member(8, MemberConditions.Member(row.Policy));
            spreads.Member(9, MemberConditions.Member(row.Cause));
            spreads.Member(10, MemberConditions.Member(row.Party));
            spreads.Member(11, WeekHours.Key(row.CreatedHour));
            spreads.Member(12, row.ClosedHour is { } hour ? WeekHours.Key(hour) : ReportFilter.Unknown);
            spreads.Add(row.BusinessSeconds ?? 0, row.WallSeconds ?? 0, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime);
        }
        return s_dimensions.Select((dimension, index) => (dimension, Lines: spreads.By(index))).ToDictionary(pair => pair.dimension, pair => pair.Lines, StringComparer.Ordinal);
    }

    private readonly record struct Point(
        int VendorId, string? Channel, string? Category, string? Priority, string? Team, string? Tier, string? State, string? Agent, string? Policy, string? Cause, string? Party,
        int CreatedHour, int? ClosedHour, long? BusinessSeconds, long? WallSeconds, long? TargetSeconds, string Verdict, bool JudgedByBusinessTime);
}
