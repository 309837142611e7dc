using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>The files of one batch with counts that add up.</summary>
[Authorize(Policies.Operators)]
internal sealed class BatchModel(PageFrame frame, IDataHealthQueries health, IFileRowQueries rows) : PageModel
{
    /// <summary>Of that many files the stored rows are counted; of more, each file's own page says it.</summary>
    private const int MostCounted = 12;

    public int BatchId { get; private set; }

    public IReadOnlyList<FileLine> Files { get; private set; } = [];

    /// <summary>By file.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<StoredLink>> Stored { get; private set; } = new Dictionary<int, IReadOnlyList<StoredLink>>();

    public async Task<IActionResult> OnGetAsync(int batchId, CancellationToken cancel)
    {
        BatchId = batchId;
        ViewData["Title"] = FormattableString.Invariant($"Batch {batchId}");
        var scope = await frame.ScopeAsync();
        var files = await health.FilesAsync(batchId, scope, cancel);
        if (files.Count == 0)
            return NotFound();
        var zone = (await frame.WorkspaceAsync()).Zone;
        Files = [.. files.Select(file => FileLine.Of(file, zone))];
        var stored = new Dictionary<int, IReadOnlyList<StoredLink>>();
        if (files.Count <= MostCounted)
        {
            foreach (var file in files)
                stored[file.Id] = StoredLink.Of(file.Id, await rows.CountsAsync(file.Id, scope, cancel));
        }
        Stored = stored;
        return Page();
    }
}
