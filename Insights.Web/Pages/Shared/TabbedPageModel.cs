using Insights.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Shared;

/// <summary>One of several pages about one subject: its document under the filter, and the way to the others with the same filter.</summary>
internal abstract class TabbedPageModel(DocumentScreen screen, PageTabs tabs, string path) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public PageTabs Tabs => tabs;

    public string Path => path;

    /// <summary>The tab that is marked: a page below one of them belongs to it.</summary>
    public virtual string Tab => path;

    public virtual Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, PageTabs.DocumentOf(path), tabs.Dimensions);
}
