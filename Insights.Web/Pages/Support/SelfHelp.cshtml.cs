using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>What one answer settles.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SelfHelpModel(DocumentScreen screen) : SupportPageModel(screen, "/support/self-help");
