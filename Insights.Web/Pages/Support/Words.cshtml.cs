using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Support;

/// <summary>By which words issues are told apart, and how well.</summary>
[Authorize(Policies.Staff)]
internal sealed class WordsModel(DocumentScreen screen) : TabbedPageModel(screen, SupportTabs.All, "/support/words");
