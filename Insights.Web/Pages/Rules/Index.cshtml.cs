using Insights.Analytics.Queries;
using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>The policies in their order.</summary>
[Authorize(Policies.Operators)]
internal sealed class IndexModel(IRuleQueries rules, IRuleChanges changes, IRuleDesk desk, AuditLog audit, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PolicyLine> Lines { get; private set; } = [];

    public int Undecided { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public string Headline => Lines.Count switch { 0 => "Policies", 1 => "One policy", var count => FormattableString.Invariant($"{count} policies, tried in this order") };

    public string UndecidedText => Undecided == 1
        ? "One version reaches into the past and counts only from when it came."
        : FormattableString.Invariant($"{Undecided} versions reach into the past and count only from when they came.");

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostMoveAsync([FromForm] string? code, [FromForm] int by, CancellationToken cancel)
    {
        var cards = await rules.PoliciesAsync(cancel);
        var order = cards.Where(card => card.Place > 0).Select(card => card.Code).ToList();
        var from = order.IndexOf(code ?? "");
        var to = from + Math.Sign(by);
        if (from < 0 || to < 0 || to >= order.Count)
            return RedirectToPage();
        (order[from], order[to]) = (order[to], order[from]);
        var saved = await desk.SavePoliciesAsync(PolicyOrder.Versions(cards, order, null, Instant.FromDateTimeOffset(clock.GetUtcNow())), User.Identity!.Name!, cancel);
        if (saved.Refusal is not null)
        {
            Problem = saved.Refusal;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }

        await audit.RecordAsync(HttpContext, AuditActions.RulesSaved, FormattableString.Invariant($"order of policies: {string.Join(", ", order)}, batch {saved.BatchId}"));
        Done = FormattableString.Invariant($"“{code}” is tried {(by < 0 ? "earlier" : "later")} now. Undo batch {saved.BatchId} to take it back.");
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var cards = await rules.PoliciesAsync(cancel);
        var last = cards.Count == 0 ? 0 : cards.Max(card => card.Place);
        Lines = [.. cards.Select(card => PolicyLine.Of(card, last, rules.Metrics))];
        Undecided = (await changes.ViewAsync(cancel)).Undecided.Count;
        ViewData["Title"] = "Policies";
    }
}

internal sealed record PolicyLine(string Place, string Code, string Name, string For, string Promises, string CountedIn, string Version, string State, string Tone, bool MayMove, bool IsFirst, bool IsLast)
{
    public static PolicyLine Of(PolicyCard card, int last, IReadOnlyList<PromisedMetric> metrics)
    {
        var version = card.InForce ?? card.Newest;
        var form = PolicyForm.Of(version.Json, card.Place, metrics);
        var conditions = form.Match.Where(condition => condition.Value.Length > 0).Select(condition => $"{condition.Key.Replace('_', ' ')} {condition.Value.Replace(", ", " or ", StringComparison.Ordinal)}").ToList();
        var (state, tone) = card.InForce is not null ? ("in force", "done") : card.Newest.State == RuleVersionState.Future ? ("later", "waiting") : ("ended", "cancelled");
        return new(
            card.Place > 0 ? FormattableString.Invariant($"{card.Place}") : "–",
            card.Code,
            version.Name,
            conditions.Count == 0 ? "anything" : string.Join("; ", conditions),
            string.Join("; ", metrics.Where(metric => form.Targets.GetValueOrDefault(metric.Id) is { Length: > 0 }).Select(metric => $"{metric.Name} {form.Targets[metric.Id]}")),
            form.InBusinessHours ? form.Calendar.Length > 0 ? form.Calendar : "business hours" : "round the clock",
            FormattableString.Invariant($"{version.Version} of {card.Versions.Count}"),
            state,
            tone,
            card.Place > 0,
            card.Place == 1,
            card.Place == last);
    }
}
