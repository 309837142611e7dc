using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>What customers write again and again; a vendor sees its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class RecurringModel(DocumentScreen screen) : SupportPageModel(screen, "/support/recurring");
