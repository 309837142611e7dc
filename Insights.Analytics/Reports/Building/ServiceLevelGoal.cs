namespace Insights.Analytics.Reports.Building;

/// <summary>The share of kept promises that charts and decisions measure against. Policies set the targets of single tickets; this is the house's goal over all of them.</summary>
internal static class ServiceLevelGoal
{
    public const double Share = 0.9;

    public static Cell Cell { get; } = new Cell.Share(90, 100, 0);

    public static ChartLine Line { get; } = new(Cell, "Goal 90 %");
}
