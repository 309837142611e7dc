using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>Which promises are kept, by everything they can be split by.</summary>
[Authorize(Policies.Staff)]
internal sealed class AttainmentModel(DocumentScreen screen) : ServiceLevelPageModel(screen, "/service-levels/attainment");
