namespace Insights.Web.Pages.ServiceLevels;

/// <summary>The pages of the service levels in the order of their questions; each shows the document "service-levels" or "service-levels-" and its name.</summary>
internal static class ServiceLevelTabs
{
    public static readonly IReadOnlyList<(string Path, string Title)> All =
    [
        ("/service-levels", "Summary"),
        ("/service-levels/attainment", "Attainment"),
        ("/service-levels/times", "Times"),
        ("/service-levels/causes", "Causes"),
        ("/service-levels/backlog", "Backlog"),
        ("/service-levels/flow", "Flow"),
        ("/service-levels/intake", "Intake"),
        ("/service-levels/coverage", "Coverage"),
    ];

    /// <summary>What the filter bar offers on all of them.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["vendor", "channel", "category", "priority", "team", "tier", "metric", "policy", "agent"];

    public static string DocumentOf(string path) => path[1..].Replace('/', '-');
}
