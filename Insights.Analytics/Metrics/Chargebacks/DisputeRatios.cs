using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Chargebacks;

/// <summary>
/// The two ratios that share the word "chargeback rate" elsewhere. They answer different questions and are never mixed:
/// activity is what card networks police, rate finds causes.
/// </summary>
public static class DisputeRatios
{
    /// <summary>Disputes received in the period (by dispute date) over successful payments of the same period, whatever they were about.</summary>
    public static Ratio Activity(long disputesReceived, long successfulPayments) => new(disputesReceived, successfulPayments);

    /// <summary>Disputes received so far on the payments of the period (by charge date), over those payments.</summary>
    public static Ratio Rate(long disputesOnThesePayments, long successfulPayments) => new(disputesOnThesePayments, successfulPayments);
}
