using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>How many contacts are to be expected.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ForecastModel(DocumentScreen screen) : SupportPageModel(screen, "/support/forecast");
