namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A calendar or policy that cannot be used as written. The message says which one, where in it, and what to write instead.</summary>
public sealed class CalendarException(string message, Exception? inner = null) : Exception(message, inner);
