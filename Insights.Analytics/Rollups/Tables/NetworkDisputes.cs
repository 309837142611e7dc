namespace Insights.Analytics.Rollups.Tables;

/// <summary>What one vendor received of one card network in a month, by dispute date: first chargebacks, those of them for fraud, and issuers' fraud reports.</summary>
internal sealed class NetworkDisputes
{
    public int VendorId { get; set; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; set; }
    public string Network { get; set; } = "";
    public string Currency { get; set; } = "";
    public long Disputes { get; set; }
    public long DisputedMinor { get; set; }
    public long FraudDisputes { get; set; }
    public long FraudDisputedMinor { get; set; }

    /// <summary>Fraud reports that are no dispute: TC40, SAFE, early fraud warnings, notifications of fraud.</summary>
    public long FraudNotices { get; set; }
    public long FraudNoticesMinor { get; set; }
}
