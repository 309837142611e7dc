using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Insights.Web.Pages.Account;

/// <summary>Takes the filter bar's "Save view".</summary>
[Authorize(Policies.Everyone)]
internal sealed class ViewsModel(SavedViews views, PageFrame frame) : PageModel
{
    [TempData]
    public string? ViewNotice { get; set; }

    public IActionResult OnGet() => LocalRedirect("/account");

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm(Name = "page")] string? path, [FromForm] string? query, CancellationToken cancel)
    {
        // Only a screen of ours with a filter of ours is stored: a saved link must never lead anywhere else.
        if (path is null || path.Contains("..", StringComparison.Ordinal) || !Screens.All.Any(screen => path == screen.Path || path.StartsWith(screen.Path + "/", StringComparison.Ordinal)) || !Url.IsLocalUrl(path))
            return BadRequest();
        var pairs = QueryHelpers.ParseQuery(query).SelectMany(entry => entry.Value.Select(value => new KeyValuePair<string, string>(entry.Key, value ?? "")));
        var canonical = ReportFilter.Parse(pairs, await frame.TodayAsync()).Filter.ToQueryString();
        ViewNotice = await views.SaveAsync(User.UserId()!.Value, name ?? "", path, canonical, cancel) ?? $"Saved as “{name!.Trim()}”.";
        return LocalRedirect(path + "?" + canonical);
    }
}
