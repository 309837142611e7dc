using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Undoing a batch: what it would do, how far it is, what it did. One address through all of it.</summary>
[Authorize(Policies.Operators)]
internal sealed class UndoModel(IUndo undo, AuditLog audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int BatchId { get; set; }

    /// <summary>What would happen, or what happened.</summary>
    public UndoView What { get; private set; } = null!;

    public UndoRun? Run { get; private set; }

    public bool IsDone => Run is { Stage: UndoStage.Done } || What.State == "undone";

    public bool MayUndo => What.Refusal is null && !IsDone && Run is not { IsRunning: true };

    public int Percent => Run is { Total: > 0 } run ? (int)Math.Clamp(100 * run.Done / run.Total, 0, 100) : 0;

    public string Headline => Run is { IsRunning: true } ? "Undoing batch " + BatchId.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{(IsDone ? $"Batch {BatchId} is undone" : What.State == "undoing" ? $"Undoing batch {BatchId} was broken off" : $"Undo batch {BatchId}?")}");

    public IReadOnlyList<CountLine> Counts =>
    [
        new(IsDone ? "Removed" : "Would be removed", Words.Number(What.Removed)), new(IsDone ? "Restored" : "Would be restored", Words.Number(What.Restored)),
        new(IsDone ? "Kept" : "Would be kept", Words.Number(What.Kept), What.Kept > 0 ? "warn" : ""),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Run = undo.Run(BatchId);
        if ((Run?.Result ?? await undo.PreviewAsync(BatchId, cancel)) is not { } what)
            return NotFound();
        What = what;
        ViewData["Title"] = Headline;
        return Page();
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel)
    {
        if (await undo.PreviewAsync(BatchId, cancel) is not { } what)
            return NotFound();
        if (what.Refusal is null)
        {
            undo.Start(BatchId, User.Identity!.Name!);
            await audit.RecordAsync(HttpContext, AuditActions.ImportUndone, FormattableString.Invariant($"batch {BatchId}"));
        }
        return RedirectToPage();
    }

    public IActionResult OnPostCancel()
    {
        undo.Cancel(BatchId);
        return RedirectToPage();
    }
}
