using Insights.Web.Pages.Shared;

namespace Insights.Web.Pages.Support;

/// <summary>The pages about contacts in the order of their questions; each shows the document "support" or "support-" and its name.</summary>
internal static class SupportTabs
{
    public static PageTabs All { get; } = new("Support",
        [
            new("/support", "Trends"),
            new("/support/recurring", "Recurring issues"),
            new("/support/self-help", "Self-help"),
            new("/support/at-risk", "At risk"),
            new("/support/forecast", "Forecast"),
            new("/support/training", "Training", StaffOnly: true),
            new("/support/words", "Words", StaffOnly: true),
            new("/service-levels/coverage", "Coverage", StaffOnly: true),
        ],
        ["vendor", "issue", "issue_cause", "channel", "team", "tier"]);
}
