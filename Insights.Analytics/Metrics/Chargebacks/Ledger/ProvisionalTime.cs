using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>
/// How long the other side may take to turn a provisional outcome round: the networks' own time for a response or pre-arbitration. No imported file
/// says when an outcome becomes final, so this is an estimate and shown as one.
/// </summary>
public static class ProvisionalTime
{
    /// <summary>Where the network's own time is not known: the longest of those that are, so that nothing is called final too early.</summary>
    private const int LongestDays = 45;

    public static Duration Of(string? network) => Duration.FromDays(network switch
    {
        "visa" or "discover" => 30,
        "mastercard" => 45,
        "amex" => 20,
        _ => LongestDays,
    });
}
