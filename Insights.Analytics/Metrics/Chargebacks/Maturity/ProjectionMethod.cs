namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

public enum ProjectionMethod
{
    /// <summary>Nothing is projected.</summary>
    None,

    /// <summary>Old enough: what it has is what it ends at.</summary>
    Complete,
    ChainLadder,
    CapeCod,
}
