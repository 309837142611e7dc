using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>A dispute as the ledger knows it: which row sets it is in, and what they add up and measure. Bits and places are stored.</summary>
internal static class LedgerCell
{
    /// <summary>Bits from here on; below it stand the row sets, in the order of <see cref="LedgerSets"/>.</summary>
    private const int FirstBit = 24;
    public const uint Decided = 1u << FirstBit;
    public const uint Responded = 1u << (FirstBit + 1);
    public const uint Held = 1u << (FirstBit + 2);

    /// <summary>Waits for evidence that has a date.</summary>
    public const uint Awaiting = 1u << (FirstBit + 3);
    public const uint ChallengedLost = 1u << (FirstBit + 4);
    public const uint ChallengedWon = 1u << (FirstBit + 5);

    public const int DecidedAfter = 0;
    public const int AmountMinor = 1;

    /// <summary>Fees less fees returned.</summary>
    public const int FeesMinor = 2;
    public const int RecoveredMinor = 3;

    /// <summary>What was both refunded and lost: no more than either.</summary>
    public const int TwiceLostMinor = 4;
    public const int ResponseSeconds = 5;
    public const int DaysToDispute = 6;

    /// <summary>Of an outcome that may be turned round: until when, in unix seconds.</summary>
    public const int FinalAt = 7;
    public const int VendorHeldSeconds = 8;
    public const int AcquirerHeldSeconds = 9;

    /// <summary>When evidence is due, in unix seconds.</summary>
    public const int DueAt = 10;

    public static void Add(DisputeBlocks blocks, DisputeLedger row)
    {
        uint holds = 0;
        for (var i = 0; i < LedgerSets.All.Count; i++)
            holds |= LedgerSets.All[i].Is(row) ? 1u << i : 0;
        var day = UnixTime.ToDays(row.OpenedDay);
        DisputeNumbers numbers = default;
        numbers[AmountMinor] = row.AmountMinor;
        numbers[FeesMinor] = row.FeeMinor - row.FeeReturnedMinor;
        numbers[RecoveredMinor] = row.RecoveredMinor;
        numbers[TwiceLostMinor] = Math.Max(0, Math.Min(row.RefundedMinor, row.AmountMinor - row.RecoveredMinor));
        // A dispute dated before its charge is a fault of the file and took no days.
        numbers[DaysToDispute] = Math.Max(0, row.DaysToDispute ?? 0);
        if (row.DecidedDay is { } decided)
            (holds, numbers[DecidedAfter]) = (holds | Decided, UnixTime.ToDays(decided) - day);
        if (row.RespondedAt is { } responded)
        {
            // An answer given before the dispute itself (to the inquiry it grew from) took no time of its own.
            (holds, numbers[ResponseSeconds]) = (holds | Responded, Math.Max(0, (long)(responded - row.OpenedAt).TotalSeconds));
        }
        if (row.FinalAt is { } final && final > row.DecidedAt)
            numbers[FinalAt] = UnixTime.ToSeconds(final);
        if (row is { IsDispute: true, VendorHeldSeconds: { } vendor, AcquirerHeldSeconds: { } acquirer })
            (holds, numbers[VendorHeldSeconds], numbers[AcquirerHeldSeconds]) = (holds | Held, vendor, acquirer);
        if (row.DueAt is { } due && LedgerSets.IsAwaiting(row))
            (holds, numbers[DueAt]) = (holds | Awaiting, UnixTime.ToSeconds(due));
        if (row is { IsDispute: true, Challenged: true })
            holds |= row.Outcome switch { DisputeState.Won => ChallengedWon, DisputeState.Lost => ChallengedLost, _ => 0 };
        blocks.Add(row.VendorId, day, holds, [row.Currency, row.Network, row.Country, row.ReasonCategory, row.State], numbers);
    }
}
