using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>The files of one batch with counts that add up.</summary>
[Authorize(Policies.Operators)]
internal sealed class BatchModel(PageFrame frame, IDataHealthQueries health) : PageModel
{
    public int BatchId { get; private set; }

    public IReadOnlyList<FileLine> Files { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int batchId, CancellationToken cancel)
    {
        BatchId = batchId;
        ViewData["Title"] = FormattableString.Invariant($"Batch {batchId}");
        var files = await health.FilesAsync(batchId, await frame.ScopeAsync(), cancel);
        if (files.Count == 0)
            return NotFound();
        var zone = (await frame.WorkspaceAsync()).Zone;
        Files = [.. files.Select(file => FileLine.Of(file, zone))];
        return Page();
    }
}
