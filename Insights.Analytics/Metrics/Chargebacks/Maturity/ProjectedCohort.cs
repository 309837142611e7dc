namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

/// <summary>One month of sales and what becomes of it.</summary>
/// <param name="Latest">Disputes received so far.</param>
/// <param name="Developed">The share of its final disputes it is expected to have had; null where that cannot be told.</param>
/// <param name="Ultimate">What it is expected to end at; null with the reason in <paramref name="WhyNot"/>.</param>
/// <param name="StandardError">Mack's standard error of the projection; null where it cannot be told.</param>
public sealed record ProjectedCohort(double Latest, double? Developed, double? Ultimate, double? StandardError, ProjectionMethod Method, string? WhyNot);
