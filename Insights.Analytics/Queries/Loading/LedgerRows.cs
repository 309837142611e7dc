using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The disputes of every row set that rests on the ledger. Numbers and lists both ask here, so that they cannot part.</summary>
internal static class LedgerRows
{
    private static readonly string[] s_awaiting = [DisputeState.NeedsResponse, DisputeState.InquiryOpen, DisputeState.PreArbitration];

    public static bool Has(string rowSet) => rowSet is
        RowSets.DisputesChallenged or RowSets.DisputesExpired or RowSets.DisputesLate or RowSets.DisputesResponded or RowSets.DisputesRecovered
        or RowSets.DisputesContacted or RowSets.DisputesDeflectable or RowSets.DisputesNeverContacted or RowSets.DisputesRefunded or RowSets.DisputesDoubleLoss
        or RowSets.DisputesDuplicate or RowSets.DisputesNoticed or RowSets.DisputesWonOfReceived or RowSets.DisputesPrevented or RowSets.DisputesPreventedOrReceived
        or RowSets.DisputesChargeKnown or RowSets.DisputesProvisional or RowSets.DisputesPattern or RowSets.NowEvidence or RowSets.NowEvidenceOverdue;

    /// <param name="now">For the sets of now: the second they are asked at; for outcomes that may be turned round: up to when the data speaks.</param>
    public static IQueryable<DisputeLedger> Of(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to, DateTime now)
    {
        var rows = analytics.DisputeLedger.AsNoTracking();
        var received = rows.Where(row => row.IsDispute && row.OpenedDay >= from && row.OpenedDay <= to);
        return rowSet switch
        {
            RowSets.DisputesChallenged => received.Where(row => row.Challenged),
            RowSets.DisputesExpired => received.Where(row => row.Outcome == DisputeState.Expired),
            RowSets.DisputesLate => received.Where(row => row.RespondedLate == 1),
            RowSets.DisputesResponded => received.Where(row => row.RespondedAt != null),
            RowSets.DisputesRecovered => rows.Where(row => row.IsDispute && row.Outcome == DisputeState.Won && row.DecidedDay >= from && row.DecidedDay <= to),
            RowSets.DisputesContacted => received.Where(row => row.ContactAt != null),
            RowSets.DisputesDeflectable => received.Where(row => row.ContactAt != null && row.RefundState != DisputeLedger.FullRefund),
            RowSets.DisputesNeverContacted => received.Where(row => row.ContactAt == null && row.CustomerRef != null),
            RowSets.DisputesRefunded => received.Where(row => row.RefundState != DisputeLedger.NoRefund),
            RowSets.DisputesDoubleLoss => received.Where(row => row.RefundedMinor > 0
                && (row.Outcome == DisputeState.Lost || row.Outcome == DisputeState.Accepted || row.Outcome == DisputeState.Expired)),
            RowSets.DisputesDuplicate => received.Where(row => row.DuplicateRef != null),
            RowSets.DisputesNoticed => received.Where(row => row.NoticeAt != null),
            RowSets.DisputesWonOfReceived => received.Where(row => row.Outcome == DisputeState.Won),
            RowSets.DisputesPrevented => rows.Where(row => row.OpenedDay >= from && row.OpenedDay <= to && row.Outcome == DisputeState.Prevented),
            RowSets.DisputesPreventedOrReceived => rows.Where(row => row.OpenedDay >= from && row.OpenedDay <= to && (row.IsDispute || row.Outcome == DisputeState.Prevented)),
            RowSets.DisputesChargeKnown => received.Where(row => row.DaysToDispute != null),
            RowSets.DisputesProvisional => rows.Where(row => row.IsDispute && row.Outcome != null && row.DecidedDay >= from && row.DecidedDay <= to && row.FinalAt > row.DecidedAt && row.FinalAt > now),
            RowSets.DisputesPattern => rows.Where(row => row.IsDispute && row.ChargedDay >= from && row.ChargedDay <= to),
            RowSets.NowEvidence => Awaiting(rows).Where(row => row.DueAt >= now),
            RowSets.NowEvidenceOverdue => Awaiting(rows).Where(row => row.DueAt < now),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    /// <summary>Cases whose next step is the vendor's.</summary>
    public static IQueryable<DisputeLedger> Awaiting(IQueryable<DisputeLedger> rows) => rows.Where(row => row.Outcome == null && s_awaiting.Contains(row.State));

    /// <summary>By which column's day the rows of the set are counted.</summary>
    public static bool ByDecision(string rowSet) => rowSet is RowSets.DisputesRecovered or RowSets.DisputesProvisional;

    /// <summary>The moment outcomes are looked at: what is not over by then may still be turned round.</summary>
    public static DateTime AsOf(Instant? dataUntil) => dataUntil?.ToDateTimeUtc() ?? DateTime.UnixEpoch;

    /// <summary>The disputes a found pattern is made of, which no column names. Without a pattern named, the set has no rows.</summary>
    public static IQueryable<DisputeLedger> OfPatterns(IQueryable<DisputeLedger> rows, AnalyticsDbContext analytics, ReportFilter filter)
    {
        int[] patterns = [.. filter.Values.GetValueOrDefault("pattern", []).Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        return rows.Where(row => analytics.PatternCases.Any(one => one.DisputeKey == row.DisputeKey && patterns.Contains(one.PatternId)));
    }
}
