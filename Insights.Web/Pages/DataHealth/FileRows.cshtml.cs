using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>The stored rows that came from one file, as many as its page says.</summary>
[Authorize(Policies.Operators)]
internal sealed class FileRowsModel(PageFrame frame, IDataHealthQueries health, IFileRowQueries rows) : PageModel
{
    public FileLine Line { get; private set; } = null!;

    public TableView Table { get; private set; } = null!;

    public string Headline { get; private set; } = "";

    public string PageText { get; private set; } = "";

    public string? FirstHref { get; private set; }

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(int fileId, string stored, [FromQuery] string? after, CancellationToken cancel)
    {
        var scope = await frame.ScopeAsync();
        if (StoredKinds.Find(stored) is not { } kind || await health.FileAsync(fileId, scope, cancel) is not { } file)
            return NotFound();
        var here = FormattableString.Invariant($"/data-health/files/{fileId}/rows/{stored}");
        FileRowPage? page;
        try
        {
            page = await rows.PageAsync(fileId, kind, scope, after, cancel: cancel);
        }
        // A link that was cut: the first page is more use than an error.
        catch (ArgumentException)
        {
            return LocalRedirect(here);
        }
        if (page is null)
            return NotFound();
        var zone = (await frame.WorkspaceAsync()).Zone;
        Line = FileLine.Of(file, zone);
        Table = TableView.Of(page.Table, zone, titleIsAbove: true);
        Headline = Words.Count(page.Total, StoredKinds.Of(kind).Noun) + " of this file";
        PageText = $"{Words.Number(page.Table.Rows.Count)} of {Words.Count(page.Total, "row")} on this page, oldest first";
        FirstHref = after is null ? null : here;
        NextHref = page.Next is null ? null : here + "?after=" + Uri.EscapeDataString(page.Next);
        ViewData["Title"] = Headline;
        return Page();
    }
}
