using Insights.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>One page of the service levels: its document under the filter, and the way to the others with the same filter.</summary>
internal abstract class ServiceLevelPageModel(DocumentScreen screen, string path) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public string Path => path;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, ServiceLevelTabs.DocumentOf(path), ServiceLevelTabs.Dimensions);
}
