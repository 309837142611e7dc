namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>How much of a running month the data has seen.</summary>
/// <param name="ElapsedDays">Days that are over; a part of a day counts as that part.</param>
public sealed record MonthProgress(double ElapsedDays, int Days)
{
    /// <summary>What a count that grows with the days comes to at the end of the month, should it go on so.</summary>
    public long Extended(long soFar) => ElapsedDays <= 0 ? soFar : (long)Math.Round(soFar * Days / ElapsedDays, MidpointRounding.AwayFromZero);
}
