using Insights.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Payments;

/// <summary>One page about payments: its document under the filter, and the way to the others with the same filter.</summary>
internal abstract class PaymentPageModel(DocumentScreen screen, string path) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public string Path => path;

    public virtual Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, PaymentTabs.DocumentOf(path), PaymentTabs.Dimensions);
}
