using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>What would change if new versions counted for the past too, and the decision on it.</summary>
[Authorize(Policies.Operators)]
internal sealed class ChangesModel(IRuleChanges changes, IRuleDesk desk, PageFrame frame, AuditLog audit) : PageModel
{
    private const int RowsShown = 100;

    private DateTimeZone _zone = DateTimeZone.Utc;

    public IReadOnlyList<UndecidedLine> Undecided { get; private set; } = [];

    public RuleProposalView? Proposal { get; private set; }

    public TableView? Months { get; private set; }

    public TableView? Effects { get; private set; }

    public int From { get; private set; }

    public int? Last { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public bool IsWaiting => Proposal?.State == "waiting";

    public bool MayApprove => Proposal is { State: "ready", IsStale: false };

    public string Zone => _zone.Id;

    public string Headline => Undecided.Count switch { 0 => "What would change", 1 => "One version waits for a decision about the past", var count => FormattableString.Invariant($"{count} versions wait for a decision about the past") };

    public string ProposalTitle => Proposal switch
    {
        { State: "approved" } => FormattableString.Invariant($"Approved: {Proposal.Clocks:N0} clocks of {Proposal.Tickets:N0} tickets are judged otherwise"),
        { State: "discarded" } => "Discarded: the past stays as it is",
        { Clocks: 0 } => "No verdict would change",
        _ => FormattableString.Invariant($"{Proposal!.Clocks:N0} clocks of {Proposal.Tickets:N0} tickets would be judged otherwise"),
    };

    public string Compared => Proposal?.ComparedAt is { } at ? At(at) : "not yet";

    public string? Decided => Proposal is { DecidedBy: { } by, DecidedAt: { } at } ? $"Decided by {by}, {At(at)}." : null;

    public Task OnGetAsync([FromQuery] int? after, CancellationToken cancel) => ShowAsync(after ?? 0, cancel);

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel)
    {
        if (await changes.AskAsync(User.Identity!.Name!, cancel))
        {
            await audit.RecordAsync(HttpContext, AuditActions.JobStarted, "what would change if new policies and calendars counted for the past");
            await desk.CompareAsync(cancel);
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostApproveAsync([FromForm] int proposal, CancellationToken cancel)
    {
        if (await changes.ApproveAsync(proposal, User.Identity!.Name!, cancel) is { } refusal)
        {
            Problem = refusal;
            Response.StatusCode = StatusCodes.Status409Conflict;
            await ShowAsync(0, cancel);
            return Page();
        }

        var versions = (await changes.ViewAsync(cancel)).Latest?.Versions;
        await audit.RecordAsync(HttpContext, AuditActions.RulesApproved, FormattableString.Invariant($"proposal {proposal}: {versions}"));
        await desk.RefreshAsync(cancel);
        Done = "Approved. The numbers follow within a minute or two; closed months list what changed.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        if (await changes.DiscardAsync(User.Identity!.Name!, cancel))
        {
            await audit.RecordAsync(HttpContext, AuditActions.RulesDiscarded, "the past keeps the older versions");
            Done = "The past stays as it is. The versions count from when they came.";
        }

        return RedirectToPage();
    }

    private async Task ShowAsync(int after, CancellationToken cancel)
    {
        ViewData["Title"] = "What would change";
        _zone = (await frame.WorkspaceAsync()).Zone;
        var view = await changes.ViewAsync(cancel);
        Undecided = [.. view.Undecided.Select(rule => new UndecidedLine(rule.Kind, rule.Code, rule.Version, rule.ValidFrom is { } from ? At(from) : "the beginning", At(rule.CountsFrom)))];
        Proposal = view.Latest;
        From = Math.Max(0, after);
        if (Proposal is not { ComparedAt: not null, State: not "discarded" })
            return;
        Months = Proposal.Months is null ? null : TableView.Of(Proposal.Months, _zone);
        var page = await changes.EffectsAsync(Proposal.Id, From, RowsShown, cancel);
        (Effects, Last) = (TableView.Of(page.Rows, _zone), page.Last);
    }

    private string At(Instant instant) => CellText.Of(new Cell.Moment(instant), _zone);
}

internal sealed record UndecidedLine(string Kind, string Code, int Version, string Says, string Counts);
