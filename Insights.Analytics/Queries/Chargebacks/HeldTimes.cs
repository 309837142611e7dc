namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Who held the disputes received in a period until their evidence was due, all together.</summary>
/// <param name="Disputes">Those whose clock is over: answered, decided or run out, and due on a day their provider named.</param>
/// <param name="VendorSeconds">An answer was awaited.</param>
/// <param name="AcquirerSeconds">The answer was with the acquirer and the issuer.</param>
public sealed record HeldTimes(long Disputes, long VendorSeconds, long AcquirerSeconds);
