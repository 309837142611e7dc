using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Chargebacks;

public enum MastercardTier
{
    None,

    /// <summary>Excessive Chargeback Merchant.</summary>
    Ecm,

    /// <summary>High Excessive Chargeback Merchant.</summary>
    Hecm,
}

/// <summary>
/// Mastercard's chargeback-to-transaction ratio: first chargebacks received in a month over the transactions of the month <em>before</em>, in basis points.
/// Wins and refunds do not lower it. A tier needs both its count and its ratio.
/// </summary>
public sealed record MastercardRatio(long FirstChargebacks, long TransactionsOfMonthBefore)
{
    private const int EcmCount = 100;
    private const int HecmCount = 300;

    /// <summary>1.5 % and 3.0 % in basis points.</summary>
    private const int EcmPoints = 150;

    private const int HecmPoints = 300;

    public Ratio Ratio => new(FirstChargebacks, TransactionsOfMonthBefore);

    /// <summary>Undefined, and never 0, when the month before had no transactions.</summary>
    public double? BasisPoints => Ratio.Value * 10_000;

    /// <summary>As printed: whole basis points, half up.</summary>
    public long? ShownBasisPoints => BasisPoints is { } points ? (long)Math.Floor(points + 0.5) : null;

    /// <summary>Null when the ratio is undefined. The higher tier is tried first; compared in whole numbers, so that exactly 1.5 % counts.</summary>
    public MastercardTier? Tier =>
        TransactionsOfMonthBefore == 0 ? null
        : Reaches(HecmCount, HecmPoints) ? MastercardTier.Hecm
        : Reaches(EcmCount, EcmPoints) ? MastercardTier.Ecm
        : MastercardTier.None;

    /// <summary>How many more first chargebacks this month make it an ECM month: max(100, ⌈1.5 % of the month before⌉) − received; 0 when reached, null when undefined.</summary>
    public long? LeftBeforeEcm => TransactionsOfMonthBefore == 0
        ? null
        : Math.Max(0, Math.Max(EcmCount, ((TransactionsOfMonthBefore * EcmPoints) + 9_999) / 10_000) - FirstChargebacks);

    private bool Reaches(int count, int points) =>
        FirstChargebacks >= count && FirstChargebacks * 10_000 >= points * TransactionsOfMonthBefore;
}
