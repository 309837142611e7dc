using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>Which team might be taught what; the house's own.</summary>
[Authorize(Policies.Staff)]
internal sealed class TrainingModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/training");
