namespace Insights.Analytics.Metrics.Chargebacks.Watch;

public enum WatchState
{
    /// <summary>Too short a history, or too few disputes in it, to say what is usual.</summary>
    Unknown,
    AsUsual,

    /// <summary>One week far above the seven before it.</summary>
    Jumped,

    /// <summary>More than usual for so long or by so much that chance would seldom do it.</summary>
    Raised,
}
