namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>What a network divides by. Successful payments of its own cards, in every case.</summary>
public enum ProgrammeDenominator
{
    PaymentsOfMonth,

    /// <summary>Known on the first day of the month.</summary>
    PaymentsOfMonthBefore,

    /// <summary>The amount of the month's payments.</summary>
    SalesOfMonth,
    SalesOfMonthBefore,

    /// <summary>Of the month's payments those that went through 3-D Secure.</summary>
    SalesWithThreeDsOfMonth,

    /// <summary>Of the quarter's payments, up to the month's end, those that did not.</summary>
    SalesWithoutThreeDsOfQuarter,
    NotMeasured,
}
