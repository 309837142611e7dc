namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>How far a case has gone; it never goes back.</summary>
public enum DisputeStage
{
    /// <summary>A fraud notice or an alert: no funds moved.</summary>
    Notice = 0,

    /// <summary>A retrieval request: no funds moved.</summary>
    Inquiry = 1,

    /// <summary>The first chargeback, and a second one where the network knows it.</summary>
    Chargeback = 2,

    PreArbitration = 3,

    Arbitration = 4,
}
