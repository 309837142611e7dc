namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>Results of the address and card-code checks, as gateways write them.</summary>
public static class CardCheck
{
    /// <summary>True: matched; false: did not; null: not checked, or a letter whose meaning differs by network.</summary>
    public static bool? Matches(string? result) => result?.Trim().ToUpperInvariant() switch
    {
        "Y" or "X" or "M" or "D" or "F" or "PASS" or "MATCH" or "MATCHED" => true,
        "N" or "FAIL" or "FAILED" or "NO_MATCH" or "NOT_MATCHED" => false,
        _ => null,
    };
}
