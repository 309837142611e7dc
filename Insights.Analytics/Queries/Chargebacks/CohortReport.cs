using Insights.Analytics.Metrics.Chargebacks.Maturity;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Months of sales against months since.</summary>
public sealed record CohortReport
{
    /// <summary>First day of the last whole month the disputes are known of; null when there is none.</summary>
    public required LocalDate? Until { get; init; }

    /// <summary>Columns of a complete month.</summary>
    public required int Ages { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<CohortLine> Lines { get; init; }

    /// <summary>From each age to the next; null where no month shows it.</summary>
    public required IReadOnlyList<double?> Factors { get; init; }

    /// <summary>The rate of payments that all months are expected to end at; null where it cannot be told.</summary>
    public required double? FinalRate { get; init; }
}

/// <summary>One month of sales.</summary>
/// <param name="Cumulative">Disputes by age in whole months, as far as they are known.</param>
/// <param name="SoFar">Every dispute on these sales until now, also of the month that is not over and of later ages: the rows.</param>
public sealed record CohortLine(LocalDate Month, long Payments, IReadOnlyList<long> Cumulative, ProjectedCohort Projected, long SoFar)
{
    /// <summary>
    /// Disputes it is expected to end at; null where that cannot be told. The projection knows what had come by the end of the last whole month: what has come since can
    /// be more than all it expected, and no month ends below what it has.
    /// </summary>
    public double? ExpectedEnd => Projected.Ultimate is { } ultimate && !IsComplete ? Math.Max(ultimate, SoFar) : Projected.Ultimate;

    /// <summary>Its payments are old enough for the rate to be compared.</summary>
    public bool IsComplete => Projected.Method == ProjectionMethod.Complete;
}
