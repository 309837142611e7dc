using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>Why promises are broken, and which were nearly.</summary>
[Authorize(Policies.Staff)]
internal sealed class CausesModel(DocumentScreen screen) : TabbedPageModel(screen, ServiceLevelTabs.All, "/service-levels/causes");
