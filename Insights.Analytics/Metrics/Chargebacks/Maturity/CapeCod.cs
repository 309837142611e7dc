namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

/// <summary>
/// Cape Cod: every cohort is expected to end at the same rate r₀ of its payments, and only what is still to come is taken from that expectation.
/// For young cohorts with few disputes, where the chain ladder multiplies chance: U = latest + payments × r₀ × (1 − developed),
/// r₀ = Σ latest / Σ (payments × developed).
/// </summary>
public sealed class CapeCod
{
    private readonly ChainLadder _ladder;

    private CapeCod(ChainLadder ladder, double? rate)
    {
        _ladder = ladder;
        Rate = rate;
    }

    /// <summary>The common final rate r₀; null without payments or where a factor is undefined.</summary>
    public double? Rate { get; }

    /// <param name="ladder">How cohorts develop; its triangle must know the payments.</param>
    public static CapeCod Of(ChainLadder ladder)
    {
        var triangle = ladder.Triangle;
        if (!triangle.KnowsPayments)
            return new(ladder, null);
        double? latest = 0, weight = 0;
        for (var i = 0; i < triangle.Cohorts; i++)
        {
            latest += triangle.Latest(i);
            weight += triangle.Payments(i) * ladder.Developed(triangle.Seen(i));
        }
        return new(ladder, weight > 0 ? latest / weight : null);
    }

    public double? Ultimate(int cohort) =>
        _ladder.Triangle.Latest(cohort) + (Rate * _ladder.Triangle.Payments(cohort) * (1 - _ladder.Developed(_ladder.Triangle.Seen(cohort))));
}
