namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>What a network counts above the line.</summary>
public enum ProgrammeNumerator
{
    /// <summary>First chargebacks received in the month, of any reason.</summary>
    Disputes,

    /// <summary>Issuers' fraud reports and disputes of the month together: VAMP's TC40 and TC15.</summary>
    FraudNoticesAndDisputes,

    /// <summary>The amount of the month's fraud reports.</summary>
    FraudNoticesAmount,

    /// <summary>The amount of the month's first chargebacks for fraud.</summary>
    FraudDisputesAmount,

    /// <summary>The amount of the month's fraud reports about payments that went through 3-D Secure.</summary>
    FraudWithThreeDsAmount,

    /// <summary>The amount of the fraud reports of the quarter, up to the month's end, about payments that did not.</summary>
    FraudWithoutThreeDsOfQuarterAmount,

    /// <summary>Something that no imported file tells.</summary>
    NotMeasured,
}
