using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>A figure of a closed month beside what was stamped: the current value is shown, and never without the other.</summary>
internal static class Stamps
{
    /// <summary>For a tile; null where nothing was stamped.</summary>
    public static string? Note(MetricDefinition metric, MetricResult now, MetricResult? stamped)
    {
        if (stamped is null)
            return null;
        if (Same(now, stamped))
            return "unchanged since the month was closed";
        var change = Difference(now, stamped) is { } delta ? $", {Words.Change(delta)} since" : "";
        return $"stamped {Words.Value(Deltas.Shown(metric, stamped))}{change}";
    }

    public static bool Same(MetricResult now, MetricResult stamped) =>
        now.HasValue == stamped.HasValue && (!now.HasValue || (now.Numerator == stamped.Numerator && now.Denominator == stamped.Denominator && now.Seconds == stamped.Seconds));

    /// <summary>Now minus stamped, as changes are expressed; null where one side has no value or nothing moved.</summary>
    public static Cell? Difference(MetricResult now, MetricResult stamped) => Same(now, stamped) ? null : Deltas.Of(now, stamped);
}
