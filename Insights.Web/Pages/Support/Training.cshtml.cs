using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>Which team might be taught what; the house's own.</summary>
[Authorize(Policies.Staff)]
internal sealed class TrainingModel(DocumentScreen screen) : SupportPageModel(screen, "/support/training");
