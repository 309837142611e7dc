using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>A month's payments that did not go through 3-D Secure, or do not say so, and the fraud reports about such payments.</summary>
/// <param name="Month">Its first day.</param>
public sealed record WithoutThreeDs(LocalDate Month, IReadOnlyList<Money> Sales, IReadOnlyList<Money> Fraud);

/// <summary>What one vendor's month on one card network holds: everything any programme counts by. Amounts are by currency, as they were paid.</summary>
public sealed record NetworkMonth
{
    /// <summary>Its first day.</summary>
    public required LocalDate Month { get; init; }

    /// <summary>Successful payments, by charge date.</summary>
    public long Payments { get; init; }
    public long PaymentsOfMonthBefore { get; init; }

    /// <summary>First chargebacks received, by dispute date.</summary>
    public long Disputes { get; init; }

    /// <summary>Those of them that are for fraud.</summary>
    public long FraudDisputes { get; init; }

    /// <summary>Issuers' fraud reports; null where none has ever been imported, which says nothing about whether there are any.</summary>
    public long? FraudNotices { get; init; }

    /// <summary>Of the payments of the month before whose authentication is known, how many went through 3-D Secure (authenticated or attempted); null where no payment says so.</summary>
    public Ratio? ThreeDsOfMonthBefore { get; init; }

    /// <summary>Disputes that were won back in the month, whenever they came, and refunds of the month: what Amex takes off on both sides.</summary>
    public long Reversals { get; init; }
    public long Credits { get; init; }
    public IReadOnlyList<Money> Sales { get; init; } = [];
    public IReadOnlyList<Money> SalesOfMonthBefore { get; init; } = [];
    public IReadOnlyList<Money> Disputed { get; init; } = [];
    public IReadOnlyList<Money> FraudDisputed { get; init; } = [];
    public IReadOnlyList<Money> FraudReported { get; init; } = [];

    /// <summary>Payments that went through 3-D Secure (authenticated or attempted), and fraud reports about such payments.</summary>
    public IReadOnlyList<Money> SalesWithThreeDs { get; init; } = [];
    public IReadOnlyList<Money> FraudWithThreeDs { get; init; } = [];

    /// <summary>The months of the quarter up to this one: schemes that judge by quarter add them up.</summary>
    public IReadOnlyList<WithoutThreeDs> Quarter { get; init; } = [];
}
