using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The rows of every set that rests on payment cases. Numbers and lists both ask here, so that they cannot part.</summary>
internal static class PaymentCaseRows
{
    public static bool Has(string rowSet) => rowSet is
        RowSets.OrdersFailed or RowSets.OrdersRecovered or RowSets.OrdersLost or RowSets.PaymentsPending or RowSets.PaymentsOverdue
        or RowSets.RefundsTimed or RowSets.RefundsInTime or RowSets.RefundsModeKnown or RowSets.RefundsManual or RowSets.RefundsUnpaid or RowSets.RefundsRepeated or RowSets.RefundsMadeGood
        or RowSets.BillingCandidates or RowSets.BillingDuplicates or RowSets.FraudSignals or RowSets.FraudTesting or RowSets.BlockCandidates;

    public static FactKind KindOf(string rowSet) => rowSet switch
    {
        RowSets.OrdersFailed or RowSets.OrdersRecovered or RowSets.OrdersLost => FactKind.FailedOrders,
        RowSets.FraudSignals or RowSets.FraudTesting or RowSets.BlockCandidates => FactKind.FraudSignals,
        _ => FactKind.PaymentCases,
    };

    /// <summary>Sets whose daily sums are kept, because a period holds many of their rows.</summary>
    public static bool IsSummed(string rowSet) => rowSet is
        RowSets.OrdersFailed or RowSets.OrdersRecovered or RowSets.OrdersLost or RowSets.RefundsTimed or RowSets.RefundsInTime or RowSets.RefundsModeKnown or RowSets.RefundsManual;

    public static IQueryable<FailedOrder> Orders(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to)
    {
        var rows = analytics.FailedOrders.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
        return rowSet switch
        {
            RowSets.OrdersRecovered => rows.Where(row => row.Recovered == 1),
            RowSets.OrdersLost => rows.Where(row => row.Recovered == 0),
            _ => rows,
        };
    }

    public static IQueryable<RefundCase> Refunds(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to)
    {
        var rows = analytics.RefundCases.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
        // Found by their keys among the odd ones, which are few, and never by looking through all refunds of the days.
        if (OddRefundDays.Has(rowSet))
            rows = rows.Where(row => analytics.OddRefunds.Where(odd => odd.Day >= from && odd.Day <= to).Select(odd => odd.RefundKey).Contains(row.RefundKey));
        return rowSet switch
        {
            RowSets.RefundsTimed => rows.Where(row => row.Status == "succeeded" && row.SettledAt != null),
            RowSets.RefundsInTime => rows.Where(row => row.Status == "succeeded" && row.SettledAt != null && row.SettledAt <= row.PromisedUntil),
            RowSets.RefundsModeKnown => rows.Where(row => row.Status == "succeeded" && row.Mode != null && row.Mode != ""),
            RowSets.RefundsManual => rows.Where(row => row.Status == "succeeded" && row.Mode == "manual"),
            RowSets.RefundsUnpaid => rows.Where(row => row.Status != "succeeded" && row.MadeGoodAt == null),
            RowSets.RefundsRepeated => rows.Where(row => row.Repeats > 0),
            RowSets.RefundsMadeGood => rows.Where(row => row.FailedBeforeAt != null),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    public static IQueryable<OpenPayment> Open(AnalyticsDbContext analytics, DateOnly from, DateOnly to) =>
        analytics.OpenPayments.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);

    /// <summary>Those that have waited for longer than is usual.</summary>
    /// <param name="until">Up to when the data speaks.</param>
    public static IQueryable<OpenPayment> Overdue(IQueryable<OpenPayment> rows, DateTime until) => rows.Where(row => row.EscalateAt <= until);

    /// <summary>Without those that somebody has put aside.</summary>
    public static IQueryable<BillingFinding> Findings(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to)
    {
        var rows = analytics.BillingFindings.AsNoTracking().Where(row => row.Day >= from && row.Day <= to
            && !analytics.FindingDismissals.Any(one => one.WithdrawnAt == null && one.VendorId == row.VendorId && one.PaymentRef == row.PaymentRef && one.Kind == row.Kind && one.SourceId == row.SourceId));
        return rowSet == RowSets.BillingDuplicates ? rows.Where(row => row.Kind == BillingFinding.Duplicate) : rows;
    }

    public static IQueryable<FraudSignal> Signals(AnalyticsDbContext analytics, string rowSet, DateOnly from, DateOnly to)
    {
        var rows = analytics.FraudSignals.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
        return rowSet == RowSets.FraudTesting ? rows.Where(row => row.Kind == FraudSignal.Testing) : rows;
    }

    public static IQueryable<BlockCandidate> Candidates(AnalyticsDbContext analytics, DateOnly from, DateOnly to) =>
        analytics.BlockCandidates.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
}
