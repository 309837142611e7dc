using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Patterns;

/// <summary>One pattern: how big, since when, against what, how sure, and which disputes.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PatternModel(DocumentScreen screen, IPatternDocuments patterns, PageFrame frame) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel) =>
        await patterns.FindAsync(id, await frame.ScopeAsync(), cancel) is { } found
            ? await Screen.ShowOneAsync(this, found, FormattableString.Invariant($"patterns/{id}"))
            : NotFound();
}
