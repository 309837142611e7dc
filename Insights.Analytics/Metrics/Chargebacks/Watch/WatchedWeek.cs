using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Watch;

/// <summary>Seven days of disputes received, and what is usual for the payments before them.</summary>
/// <param name="From">First day.</param>
/// <param name="Sum">Of the cumulative sums, in units of the log likelihood; 0 while counts are as usual.</param>
/// <param name="Smoothed">The exponentially weighted average of disputes ÷ expected, times what is expected now.</param>
/// <param name="Upper">Where the smoothed count leaves its course.</param>
public sealed record WatchedWeek(LocalDate From, long Disputes, double Expected, double Sum, double Smoothed, double Upper);
