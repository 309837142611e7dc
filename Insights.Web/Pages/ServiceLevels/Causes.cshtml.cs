using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>Why promises are broken, and which were nearly.</summary>
[Authorize(Policies.Staff)]
internal sealed class CausesModel(DocumentScreen screen) : ServiceLevelPageModel(screen, "/service-levels/causes");
