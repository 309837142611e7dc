using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>What customers write again and again; a vendor sees its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class RecurringModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/recurring");
