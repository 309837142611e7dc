namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>
/// Days to answer where the file gave no due date: the response times Adyen publishes by network, and for networks nobody publishes one for
/// the shortest that Stripe names. Always marked as estimated, and never judged against.
/// </summary>
public static class ResponseTime
{
    private const int Shortest = 7;

    /// <summary>Null where nothing is to be answered: a fraud notice or an alert asks for no evidence.</summary>
    public static int? Days(string? network, DisputeStage stage) => (stage, network) switch
    {
        (DisputeStage.Notice, _) => null,
        (DisputeStage.Inquiry, "amex") => 14,
        (DisputeStage.Inquiry, "diners" or "discover" or "jcb") => 18,
        (DisputeStage.Inquiry, "unionpay") => 30,
        (_, "visa") => 18,
        (_, "mastercard" or "jcb") => 40,
        (_, "amex") => 14,
        (_, "diners" or "discover") => 25,
        (_, "unionpay") => 30,
        _ => Shortest,
    };
}
