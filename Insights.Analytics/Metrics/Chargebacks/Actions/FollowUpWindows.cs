using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Actions;

/// <summary>
/// The two sets of charge days that are compared around an action: equally long, and each charge followed for equally many days. Young charges still
/// wait for their disputes; counting all that came so far would make every action look like a success.
/// </summary>
/// <param name="Before">Charge days that end the day before the action.</param>
/// <param name="After">Charge days that begin the day after it: on the day itself both worlds mix.</param>
/// <param name="LagDays">Disputes are counted when they came within so many days of their charge.</param>
public sealed record FollowUpWindows(DateRange Before, DateRange After, int LagDays)
{
    /// <summary>Shorter windows than two weeks hold a single weekend and show its luck.</summary>
    public const int FewestDays = 14;

    /// <summary>Longer ones reach back into another season.</summary>
    public const int MostDays = 90;

    /// <summary>About half of all disputes have come after so many days.</summary>
    public const int ShortestLag = 30;

    /// <summary>The first day of data on which something can be said.</summary>
    public static LocalDate EarliestFor(LocalDate done) => done.PlusDays(ShortestLag + FewestDays);

    /// <summary>
    /// The longer ago the action, the longer its charges are followed: 30, 60 (from 120 days on), 120 days (from 210 on). Null while it is too early to say.
    /// </summary>
    /// <param name="asOf">The last whole day the data speaks of.</param>
    public static FollowUpWindows? For(LocalDate done, LocalDate asOf)
    {
        var elapsed = Period.DaysBetween(done, asOf);
        var lag = elapsed >= 210 ? 120 : elapsed >= 120 ? 60 : ShortestLag;
        var days = Math.Min(MostDays, elapsed - lag);
        return days < FewestDays ? null : new(new DateRange(done.PlusDays(-days), done.PlusDays(-1)), new DateRange(done.PlusDays(1), done.PlusDays(days)), lag);
    }
}
