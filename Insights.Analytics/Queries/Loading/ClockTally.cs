using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Every clock of a period, read once and counted along every dimension at the same time: a page splits its rate by ten of them,
/// and ten passes over a year of clocks would cost ten times as much.
/// </summary>
internal sealed class ClockTally
{
    private const int Met = 0;
    private const int Breached = 1;
    private const int OpenInTime = 2;
    private const int Excluded = 3;
    private const int NoPolicy = 4;
    private const int Unmeasured = 5;
    private const int NearMiss = 6;
    private const int Merged = 7;

    private const int AtRisk = 8;

    /// <summary>Breaches by cause follow, in the order of <see cref="CauseLine.Causes"/>.</summary>
    private const int FirstCause = 9;

    private static readonly string[] s_dimensions = ["all", "metric", "policy", "vendor", "channel", "category", "priority", "team", "tier", "state", "agent", "hour", "party"];

    private readonly Dictionary<string, long[]>[] _counts = [.. s_dimensions.Select(_ => new Dictionary<string, long[]>(StringComparer.Ordinal))];
    private readonly VendorNames _vendors;

    private ClockTally(VendorNames vendors) => _vendors = vendors;

    public static bool Knows(string by) => Array.IndexOf(s_dimensions, by) > 0;

    public static async Task<ClockTally> LoadAsync(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, RowPeriod period)
    {
        var tally = new ClockTally(vendors);
        await using var context = store.Open(filter.Scope);
        foreach (var (rowSet, column) in new[]
        {
            (RowSets.ClocksDecided, Met), (RowSets.ClocksOpenInTime, OpenInTime), (RowSets.ClocksMerged, Merged), (RowSets.ClocksExempt, Excluded), (RowSets.ClocksNoPolicy, NoPolicy), (RowSets.ClocksUnmeasured, Unmeasured),
        })
        {
            var rows = ClockRows.Of(context, rowSet, period, ClockColumns.Targets(filter)).WhereFilter(FactKind.Clocks, filter);
            foreach (var row in rows.Select(row => new Point(
                row.Metric, row.Verdict == TicketClock.Breached, row.Policy, row.VendorId, row.Channel, row.Category, row.Priority, row.Team, row.Tier, row.State, row.Agent, row.CreatedHour, row.Party, row.Cause,
                row.JudgedByBusinessTime ? row.BusinessSeconds : row.WallSeconds, row.TargetSeconds, row.RiskAt != null && row.RiskAt < period.End)))
            {
                tally.Add(row, column);
            }
        }
        return tally;
    }

    public IReadOnlyList<AttainmentLine> Attainment(string? by, Func<string, string> label) => [.. Lines(by)
        .Select(line => new AttainmentLine(line.Key, label(line.Key), line.Value[Met], line.Value[Breached], line.Value[OpenInTime], line.Value[Excluded], line.Value[NoPolicy], line.Value[Unmeasured])
        {
            NearMisses = line.Value[NearMiss],
            Merged = line.Value[Merged],
            AtRisk = line.Value[AtRisk],
        })];

    public IReadOnlyList<CauseLine> Causes(string? by, Func<string, string> label) => [.. Lines(by)
        .Where(line => line.Value[Breached] > 0)
        .Select(line => new CauseLine(line.Key, label(line.Key), line.Value[FirstCause], line.Value[FirstCause + 1], line.Value[FirstCause + 2], line.Value[FirstCause + 3], line.Value[FirstCause + 4]))];

    private IOrderedEnumerable<KeyValuePair<string, long[]>> Lines(string? by) =>
        _counts[Array.IndexOf(s_dimensions, by ?? "all")].OrderBy(line => line.Key, StringComparer.Ordinal);

    private void Add(in Point row, int column)
    {
        // The order of s_dimensions.
        Count(0, "all", row, column);
        Count(1, row.Metric, row, column);
        Count(2, row.Policy ?? "none", row, column);
        Count(3, _vendors.Code(row.VendorId), row, column);
        Count(4, MemberConditions.Member(row.Channel), row, column);
        Count(5, MemberConditions.Member(row.Category), row, column);
        Count(6, MemberConditions.Member(row.Priority), row, column);
        Count(7, MemberConditions.Member(row.Team), row, column);
        Count(8, MemberConditions.Member(row.Tier), row, column);
        Count(9, MemberConditions.Member(row.State), row, column);
        Count(10, MemberConditions.Member(row.Agent), row, column);
        Count(11, WeekHours.Keys[row.Hour], row, column);
        Count(12, MemberConditions.Member(row.Party), row, column);
    }

    private void Count(int dimension, string member, in Point row, int column)
    {
        ref var counts = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts[dimension], member, out var exists);
        if (!exists)
            counts = new long[FirstCause + CauseLine.Causes.Count];
        switch (column)
        {
            case Met when row.IsBreached:
                counts![Breached]++;
                counts[FirstCause + CauseOf(row.Cause)]++;
                break;
            case Met:
                counts![Met]++;
                if (row.Seconds * 100 > row.Target * (int)(AttainmentLine.NearMissShare * 100))
                    counts[NearMiss]++;
                break;
            case Merged:
                counts![Merged]++;
                counts[Excluded]++;
                break;
            default:
                counts![column]++;
                if (column == OpenInTime && row.AtRisk)
                    counts[AtRisk]++;
                break;
        }
    }

    /// <summary>A breach without a cause is ours: nobody else can be shown to have used the time.</summary>
    private static int CauseOf(string? cause)
    {
        for (var i = 1; i < CauseLine.Causes.Count; i++)
        {
            if (CauseLine.Causes[i] == cause)
                return i;
        }
        return 0;
    }

    private readonly record struct Point(
        string Metric, bool IsBreached, string? Policy, int VendorId, string? Channel, string? Category, string? Priority, string? Team, string? Tier, string? State, string? Agent, int Hour, string? Party, string? Cause,
        long? Seconds, long? Target, bool AtRisk);
}
