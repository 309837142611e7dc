using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>An open clock at its last change, and what becomes of it if nothing else happens. The same whenever it is derived, so that it can be stored.</summary>
/// <param name="Since">Its start, or the last change of status or policy, whichever is later.</param>
/// <param name="JudgedSeconds">What it held of its target then.</param>
/// <param name="Runs">Whether it has run since, or stood still.</param>
/// <param name="RiskAt">The first second at which the policy's first warning share is used up; null while it stands still, or when that is never.</param>
/// <param name="BreachesAt">The first second over target: past for a breach, ahead for a clock that runs; null while one in time stands still.</param>
internal readonly record struct ClockOutlook(Instant Since, long JudgedSeconds, bool Runs, Instant? RiskAt, Instant? BreachesAt);
