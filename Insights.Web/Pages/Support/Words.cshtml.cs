using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>By which words issues are told apart, and how well.</summary>
[Authorize(Policies.Staff)]
internal sealed class WordsModel(DocumentScreen screen) : SupportPageModel(screen, "/support/words");
