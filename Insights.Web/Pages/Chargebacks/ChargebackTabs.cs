using Insights.Web.Access;

namespace Insights.Web.Pages.Chargebacks;

/// <summary>The pages about chargebacks in the order of their questions. A page's policy is its own; who may not open it is not shown the way.</summary>
internal static class ChargebackTabs
{
    public static readonly IReadOnlyList<(string Path, string Title, string Policy)> All =
    [
        ("/chargebacks", "Summary", Policies.Everyone),
        ("/patterns", "Patterns", Policies.Everyone),
        ("/deadlines", "Deadlines", Policies.Everyone),
        ("/programmes", "Programmes", Policies.Everyone),
        ("/chargebacks/maturity", "Maturity", Policies.Everyone),
        ("/vendors", "Vendors", Policies.Staff),
        ("/my-scorecard", "My scorecard", Policies.Vendors),
    ];

    public static IEnumerable<(string Path, string Title)> For(string? role) => All.Where(tab => Policies.Allows(tab.Policy, role)).Select(tab => (tab.Path, tab.Title));
}
