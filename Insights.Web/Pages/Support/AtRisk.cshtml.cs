using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>Customers with a sign of trouble; a vendor sees its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class AtRiskModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/at-risk");
