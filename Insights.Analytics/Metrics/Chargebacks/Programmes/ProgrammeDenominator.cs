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
    NotMeasured,
}
