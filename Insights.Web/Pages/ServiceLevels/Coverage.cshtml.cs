using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>When customers ask and when they are answered.</summary>
[Authorize(Policies.Staff)]
internal sealed class CoverageModel(DocumentScreen screen) : ServiceLevelPageModel(screen, "/service-levels/coverage");
