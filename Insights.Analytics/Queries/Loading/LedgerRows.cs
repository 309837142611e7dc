using System.Globalization;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The disputes of every row set that rests on the ledger. Numbers and lists both ask here, so that they cannot part.</summary>
internal static class LedgerRows
{
    public static bool Has(string rowSet) => LedgerSets.PlaceOf(rowSet) >= 0 || rowSet is RowSets.DisputesPattern or RowSets.NowEvidence or RowSets.NowEvidenceOverdue;

    /// <param name="now">For the sets of now: the second they are asked at; for outcomes that may be turned round: up to when the data speaks.</param>
    public static IQueryable<DisputeLedger> Of(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to, DateTime now)
    {
        var rows = analytics.DisputeLedger.AsNoTracking();
        if (LedgerSets.PlaceOf(rowSet) is >= 0 and var place)
        {
            var set = LedgerSets.All[place];
            rows = (set.ByDecision ? rows.Where(row => row.DecidedDay >= from && row.DecidedDay <= to) : rows.Where(row => row.OpenedDay >= from && row.OpenedDay <= to)).Where(set.Condition);
            return rowSet == RowSets.DisputesProvisional ? rows.Where(row => row.FinalAt > now) : rows;
        }
        return rowSet switch
        {
            RowSets.DisputesPattern => rows.Where(row => row.IsDispute && row.ChargedDay >= from && row.ChargedDay <= to),
            RowSets.NowEvidence => Awaiting(rows).Where(row => row.DueAt >= now),
            RowSets.NowEvidenceOverdue => Awaiting(rows).Where(row => row.DueAt < now),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    /// <summary>Cases whose next step is the vendor's.</summary>
    public static IQueryable<DisputeLedger> Awaiting(IQueryable<DisputeLedger> rows) => rows.Where(LedgerSets.Awaiting);

    /// <summary>The moment outcomes are looked at: what is not over by then may still be turned round.</summary>
    public static DateTime AsOf(Instant? dataUntil) => dataUntil?.ToDateTimeUtc() ?? DateTime.UnixEpoch;

    /// <summary>The disputes a found pattern is made of, which no column names. Without a pattern named, the set has no rows.</summary>
    public static IQueryable<DisputeLedger> OfPatterns(IQueryable<DisputeLedger> rows, AnalyticsDbContext analytics, ReportFilter filter)
    {
        int[] patterns = [.. filter.Values.GetValueOrDefault("pattern", []).Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        return rows.Where(row => analytics.PatternCases.Any(one => one.DisputeKey == row.DisputeKey && patterns.Contains(one.PatternId)));
    }
}
