using System.Linq.Expressions;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>The row sets of the ledger that have no clock in them: which disputes are theirs, said once for the lists, the numbers and what is kept of a day.</summary>
/// <param name="Condition">What the store is asked.</param>
/// <param name="ByDecision">Counted by the day decided, not by the day received.</param>
internal sealed record LedgerSet(string RowSet, Expression<Func<DisputeLedger, bool>> Condition, bool ByDecision = false)
{
    /// <summary>The same of a row in memory.</summary>
    public Func<DisputeLedger, bool> Is { get; } = Condition.Compile();
}

internal static class LedgerSets
{
    private static readonly string[] s_awaiting = [DisputeState.NeedsResponse, DisputeState.InquiryOpen, DisputeState.PreArbitration];

    /// <summary>Cases whose next step is the vendor's.</summary>
    public static Expression<Func<DisputeLedger, bool>> Awaiting { get; } = row => row.Outcome == null && s_awaiting.Contains(row.State);

    public static Func<DisputeLedger, bool> IsAwaiting { get; } = Awaiting.Compile();

    /// <summary>Their places are stored: a new one comes last.</summary>
    public static IReadOnlyList<LedgerSet> All { get; } =
    [
        new(RowSets.DisputesChallenged, row => row.IsDispute && row.Challenged),
        new(RowSets.DisputesExpired, row => row.IsDispute && row.Outcome == DisputeState.Expired),
        new(RowSets.DisputesLate, row => row.IsDispute && row.RespondedLate == 1),
        new(RowSets.DisputesResponded, row => row.IsDispute && row.RespondedAt != null),
        new(RowSets.DisputesRecovered, row => row.IsDispute && row.Outcome == DisputeState.Won, ByDecision: true),
        new(RowSets.DisputesContacted, row => row.IsDispute && row.ContactAt != null),
        new(RowSets.DisputesDeflectable, row => row.IsDispute && row.ContactAt != null && row.RefundState != DisputeLedger.FullRefund),
        new(RowSets.DisputesNeverContacted, row => row.IsDispute && row.ContactAt == null && row.CustomerRef != null),
        new(RowSets.DisputesRefunded, row => row.IsDispute && row.RefundState != DisputeLedger.NoRefund),
        new(RowSets.DisputesDoubleLoss, row => row.IsDispute && row.RefundedMinor > 0
            && (row.Outcome == DisputeState.Lost || row.Outcome == DisputeState.Accepted || row.Outcome == DisputeState.Expired)),
        new(RowSets.DisputesDuplicate, row => row.IsDispute && row.DuplicateRef != null),
        new(RowSets.DisputesNoticed, row => row.IsDispute && row.NoticeAt != null),
        new(RowSets.DisputesWonOfReceived, row => row.IsDispute && row.Outcome == DisputeState.Won),
        new(RowSets.DisputesPrevented, row => row.Outcome == DisputeState.Prevented),
        new(RowSets.DisputesPreventedOrReceived, row => row.IsDispute || row.Outcome == DisputeState.Prevented),
        new(RowSets.DisputesChargeKnown, row => row.IsDispute && row.DaysToDispute != null),
        // Whether it still may be turned round is asked beside it: that takes a moment to ask at.
        new(RowSets.DisputesProvisional, row => row.IsDispute && row.Outcome != null && row.FinalAt > row.DecidedAt, ByDecision: true),
    ];

    /// <summary>Where the set stands; -1 for others.</summary>
    public static int PlaceOf(string rowSet)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].RowSet == rowSet)
                return i;
        }
        return -1;
    }
}
