using Insights.Analytics.Rollups.Passes;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>A dispute as the daily sums know it: from it follows what it adds to them, by whichever of its dates. Bits and places are stored.</summary>
internal static class DisputeCell
{
    public const uint EvidenceSent = 1;
    public const uint Fraud = 2;

    /// <summary>A fraud report that moved no money, beside the disputes.</summary>
    public const uint Notice = 4;
    public const uint Charged = 8;
    public const uint Decided = 16;

    /// <summary>Days from the charge until it was received, and from then until it was decided.</summary>
    public const int ChargedBefore = 0;
    public const int DecidedAfter = 1;
    public const int AmountMinor = 2;
    public const int RecoveredMinor = 3;
    public const int FeeMinor = 4;
    public const int FeeReturnedMinor = 5;

    public static Sums SumsOf(uint holds, string state, ReadOnlySpan<long> numbers) => (holds & Notice) != 0
        ? DisputeColumns.OfNotice(numbers[AmountMinor])
        : DisputeColumns.Of(state, (holds & EvidenceSent) != 0, numbers[AmountMinor], numbers[RecoveredMinor], numbers[FeeMinor], numbers[FeeReturnedMinor], (holds & Fraud) != 0);
}
