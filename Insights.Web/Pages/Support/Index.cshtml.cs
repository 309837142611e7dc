using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>How often customers ask, and about what; a vendor sees its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SupportModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support");
