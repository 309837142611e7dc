namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A stretch of one status, in seconds since 1970; half-open.</summary>
internal readonly record struct StatusSpan(long From, long To, TicketStatus Status, string? Reason);

/// <summary>One clock's run before it is measured; <see cref="Stop"/> is null while it is open.</summary>
internal readonly record struct ClockWindow(ClockMetric Metric, int Instance, int Cycle, long Start, long? Stop, ClosedBy By);

/// <summary>The ticket's policy attributes from an instant on.</summary>
internal readonly record struct AttributePhase(long From, TicketAttributes Attributes);
