using Insights.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Support;

/// <summary>One page about contacts: its document under the filter, and the way to the others with the same filter.</summary>
internal abstract class SupportPageModel(DocumentScreen screen, string path) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public string Path => path;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, SupportTabs.DocumentOf(path), SupportTabs.Dimensions);
}
