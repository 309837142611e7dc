using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>How long customers wait, in business time and by the wall clock.</summary>
[Authorize(Policies.Staff)]
internal sealed class TimesModel(DocumentScreen screen) : TabbedPageModel(screen, ServiceLevelTabs.All, "/service-levels/times");
