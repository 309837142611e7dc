using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks;

/// <summary>
/// A dispute may follow its charge by 120 days (longer for a few networks). Until then the rate of a charge date can only rise:
/// it is drawn hatched and never called an improvement.
/// </summary>
public static class DisputeMaturity
{
    public const int Days = 120;

    public static bool IsMature(LocalDate charged, LocalDate asOf) => Period.DaysBetween(charged, asOf) >= Days;

    /// <summary>A range is mature when its last day is.</summary>
    public static bool IsMature(DateRange charged, LocalDate asOf) => IsMature(charged.To, asOf);

    /// <summary>The last charge date that is mature.</summary>
    public static LocalDate LastMatureDay(LocalDate asOf) => asOf.PlusDays(-Days);
}
