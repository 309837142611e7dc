using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>One step of a dispute as it was imported. Files are not in time order; the ledger sorts.</summary>
public readonly record struct DisputeEvent(Instant At, string State, string EventId);
