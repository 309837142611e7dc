namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>How a workspace reads what the networks leave open.</summary>
/// <param name="DisputesIncludeFraud">
/// VAMP's dispute count (TC15) includes disputes for fraud. Sources conflict: with true the same sale may count twice, as a fraud report and as a dispute;
/// with false a dispute for fraud counts by its report alone.
/// </param>
public sealed record ProgrammeSettings(bool DisputesIncludeFraud = true)
{
    /// <summary>Its name in the history of edits.</summary>
    public const string DisputesIncludeFraudKey = "vamp.tc15_includes_fraud";
}
