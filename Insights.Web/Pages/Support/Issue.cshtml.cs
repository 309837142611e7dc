using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>One recurring issue, named by the filter's "cluster": since when, how fast it grows, where it comes from, and its tickets.</summary>
[Authorize(Policies.Everyone)]
internal sealed class IssueModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/issue")
{
    public override string Tab => "/support/recurring";
}
