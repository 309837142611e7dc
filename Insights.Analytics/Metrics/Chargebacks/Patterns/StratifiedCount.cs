using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>
/// How many of the disputes of each stratum fell on a segment, against how many should have by its part of the payments. Given the strata's totals the count is a sum of
/// trials with different chances; its upper tail is never above that of as many trials with the mean chance (Hoeffding 1956, from one above the expected value on, and 1963
/// for draws without replacement). So the binomial tail is an exact upper bound of the p-value: never too sure, and hardly too careful where a segment is small.
/// </summary>
internal struct StratifiedCount
{
    /// <summary>Fewer disputes than this are never a pattern, whatever was expected. Fixed before anything is tested; such segments still count in m.</summary>
    public const int FewestDisputes = 3;

    private double _slots;

    /// <summary>Disputes of the segment in strata that have anything to compare with.</summary>
    public long Count { get; private set; }

    public double Expected { get; private set; }

    /// <summary>All disputes of these strata.</summary>
    public long Trials { get; private set; }

    /// <param name="disputes">All of the stratum.</param>
    /// <param name="share">The segment's part of the stratum's payments.</param>
    public void Add(long count, long disputes, double share)
    {
        // Where the segment is all there is, or nothing, chance has no say.
        if (disputes == 0 || share <= 0 || share >= 1 - 1e-9)
            return;
        Count += count;
        Expected += disputes * share;
        Trials += disputes;
        _slots = double.NaN;
    }

    /// <summary>For a mix: of a stratum's disputes so many have the outcome and so many are the segment's; either may be seen as the trials.</summary>
    public void AddMix(long count, long withOutcome, long ofSegment, long all)
    {
        if (withOutcome == 0 || ofSegment == 0 || ofSegment >= all || withOutcome >= all)
            return;
        Count += count;
        Expected += (double)withOutcome * ofSegment / all;
        Trials += withOutcome;
        _slots += ofSegment;
    }

    /// <summary>
    /// Seen ÷ expected by the others alone. The expected value above is a part of totals that hold the segment itself; for a segment that is half of everything
    /// it rises with the segment.
    /// </summary>
    public readonly double Ratio => Expected <= 0 || Count >= Trials ? double.PositiveInfinity : Count * (Trials - Expected) / (Expected * (Trials - Count));

    public readonly double P
    {
        get
        {
            if (Count < FewestDisputes || Count < Expected + 1)
                return 1;
            var p = BinomialTail.AtLeast(Count, Trials, Expected / Trials);
            return double.IsNaN(_slots) || _slots == 0 ? p : Math.Min(p, BinomialTail.AtLeast(Count, (long)_slots, Expected / _slots));
        }
    }
}
