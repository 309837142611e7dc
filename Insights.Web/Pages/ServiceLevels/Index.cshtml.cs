using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>Are we meeting our targets, where not, and why.</summary>
[Authorize(Policies.Staff)]
internal sealed class ServiceLevelsModel(DocumentScreen screen) : TabbedPageModel(screen, ServiceLevelTabs.All, "/service-levels");
