using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>What happens to cases: solved at once, passed on, come back, rated.</summary>
[Authorize(Policies.Staff)]
internal sealed class FlowModel(DocumentScreen screen) : TabbedPageModel(screen, ServiceLevelTabs.All, "/service-levels/flow");
