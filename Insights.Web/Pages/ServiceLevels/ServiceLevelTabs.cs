using Insights.Web.Pages.Shared;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>The pages of the service levels in the order of their questions; each shows the document "service-levels" or "service-levels-" and its name.</summary>
internal static class ServiceLevelTabs
{
    public static PageTabs All { get; } = new("Service levels",
        [
            new("/service-levels", "Summary"),
            new("/service-levels/attainment", "Attainment"),
            new("/service-levels/times", "Times"),
            new("/service-levels/causes", "Causes"),
            new("/service-levels/backlog", "Backlog"),
            new("/service-levels/flow", "Flow"),
            new("/service-levels/intake", "Intake"),
            new("/service-levels/coverage", "Coverage"),
        ],
        ["vendor", "channel", "category", "priority", "team", "tier", "metric", "policy", "agent"]);
}
