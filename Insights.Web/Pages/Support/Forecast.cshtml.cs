using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>How many contacts are to be expected.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ForecastModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/forecast");
