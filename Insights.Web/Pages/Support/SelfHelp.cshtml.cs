using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>What one answer settles.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SelfHelpModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/self-help");
