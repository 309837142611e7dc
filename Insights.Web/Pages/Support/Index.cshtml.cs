using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>How often customers ask, and about what; a vendor sees its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SupportModel(DocumentScreen screen) : SupportPageModel(screen, "/support");
