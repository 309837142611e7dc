using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>What was unsolved at exact instants, and how old it was.</summary>
[Authorize(Policies.Staff)]
internal sealed class BacklogModel(DocumentScreen screen) : TabbedPageModel(screen, ServiceLevelTabs.All, "/service-levels/backlog");
