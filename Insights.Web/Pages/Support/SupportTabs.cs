using Insights.Web.Access;

namespace Insights.Web.Pages.Support;

/// <summary>The pages about contacts in the order of their questions; each shows the document "support" or "support-" and its name.</summary>
internal static class SupportTabs
{
    /// <summary>StaffOnly: the house's own.</summary>
    public static readonly IReadOnlyList<(string Path, string Title, bool StaffOnly)> All =
    [
        ("/support", "Trends", false),
        ("/support/recurring", "Recurring issues", false),
        ("/support/self-help", "Self-help", false),
        ("/support/at-risk", "At risk", false),
        ("/support/forecast", "Forecast", false),
        ("/support/training", "Training", true),
        ("/support/words", "Words", true),
        ("/service-levels/coverage", "Coverage", true),
    ];

    public static IEnumerable<(string Path, string Title, bool StaffOnly)> For(string? role) => All.Where(tab => !tab.StaffOnly || Roles.IsStaff(role));

    /// <summary>What the filter bar offers on all of them.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["vendor", "issue", "issue_cause", "channel", "team", "tier"];

    public static string DocumentOf(string path) => path[1..].Replace('/', '-');
}
