using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>Makes a policy, or a new version of one.</summary>
[Authorize(Policies.Operators)]
internal sealed class EditModel(IRuleQueries rules, ISimulator simulator, IRuleDesk desk, PageFrame frame, AuditLog audit, TimeProvider clock) : PageModel
{
    private IReadOnlyList<PolicyCard> _cards = [];
    private PolicyCard? _card;
    private DateTimeZone _zone = DateTimeZone.Utc;

    public PolicyForm Form { get; private set; } = new();

    public bool IsNew => _card is null;

    public string Headline => IsNew ? "Make a policy" : $"New version of {_card!.Newest.Name}";

    public string? Problem { get; private set; }

    public string Zone => _zone.Id;

    public IReadOnlyList<PromisedMetric> Metrics => rules.Metrics;

    public IReadOnlyList<CalendarCard> Calendars { get; private set; } = [];

    public IReadOnlyList<(string Condition, IReadOnlyList<string> Values)> Known { get; private set; } = [];

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    public string Label(string condition) => char.ToUpperInvariant(condition[0]) + condition[1..].Replace('_', ' ');

    public bool Pauses(PromisedMetric metric, string status) => (Form.Pauses.GetValueOrDefault(metric.Id) ?? metric.Pauses).Contains(status);

    public async Task<IActionResult> OnGetAsync([FromQuery] string? code, CancellationToken cancel)
    {
        if (!await LoadAsync(code, cancel))
            return NotFound();
        if (_card is not null)
            Form = PolicyForm.Of((_card.InForce ?? _card.Newest).Json, _card.Place, Metrics);
        return await ShownAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? code, CancellationToken cancel)
    {
        if (!await LoadAsync(code, cancel))
            return NotFound();
        Form = PolicyForm.Of(Request.Form, Metrics);
        if (_card is not null)
            Form = Form with { Code = _card.Code };
        if (await JsonAsync(cancel) is not { } json)
            return await RefusedAsync(cancel);
        var saved = await desk.SavePoliciesAsync(json, User.Identity!.Name!, cancel);
        if (saved.Refusal is not null)
        {
            Problem = saved.Refusal;
            return await RefusedAsync(cancel);
        }

        await audit.RecordAsync(HttpContext, AuditActions.RulesSaved, FormattableString.Invariant($"policy {Form.Code} version {Next}, batch {saved.BatchId}"));
        TempData["Done"] = FormattableString.Invariant($"“{Form.Code}” is saved as version {Next}. Undo batch {saved.BatchId} to take it back.");
        return RedirectToPage("/Rules/Index");
    }

    private int Next => _card is null ? 1 : _card.Versions.Max(version => version.Version) + 1;

    /// <summary>The items to save; null with <see cref="Problem"/> said.</summary>
    private async Task<string?> JsonAsync(CancellationToken cancel)
    {
        if (Form.Code.Length is 0 or > 80)
            Problem = "The policy needs a code of up to 80 characters.";
        else if (!TimeTexts.TryInstant(Form.ValidFrom, _zone, out _) || !TimeTexts.TryInstant(Form.ValidTo, _zone, out _))
            Problem = "“From” and “until” are a date and a time, like 2026-12-01T00:00.";
        else
            Problem = Form.Unreadable();
        if (Problem is not null)
            return null;
        TimeTexts.TryInstant(Form.ValidFrom, _zone, out var from);
        TimeTexts.TryInstant(Form.ValidTo, _zone, out var to);
        from ??= _card is null ? null : Instant.FromDateTimeOffset(clock.GetUtcNow());
        var order = _cards.Where(card => card.Place > 0 && card.Code != Form.Code).Select(card => card.Code).ToList();
        var place = Form.Place.Length == 0 ? order.Count + 1 : Math.Clamp(int.Parse(Form.Place, System.Globalization.CultureInfo.InvariantCulture), 1, order.Count + 1);
        order.Insert(place - 1, Form.Code);
        var edited = Form.ToJson(Next, place, from, to, Metrics);
        Problem = await rules.RefusalOfPolicyAsync(edited.ToJsonString(), _card is null, cancel);
        return Problem is null ? PolicyOrder.Versions(_cards, order, edited, from) : null;
    }

    private async Task<bool> LoadAsync(string? code, CancellationToken cancel)
    {
        _cards = await rules.PoliciesAsync(cancel);
        _card = string.IsNullOrEmpty(code) ? null : _cards.FirstOrDefault(card => card.Code == code);
        _zone = (await frame.WorkspaceAsync()).Zone;
        return string.IsNullOrEmpty(code) || _card is not null;
    }

    private async Task<IActionResult> RefusedAsync(CancellationToken cancel)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShownAsync(cancel);
    }

    private async Task<IActionResult> ShownAsync(CancellationToken cancel)
    {
        Calendars = await rules.CalendarsAsync(cancel);
        var known = await simulator.ChoicesAsync(cancel);
        Known = [("priority", known.Priorities), ("vendor", known.Vendors), ("channel", known.Channels), ("category", known.Categories), ("tier", known.Tiers), ("brand", known.Brands), ("team", known.Teams)];
        Versions = _card is null ? [] : [.. _card.Versions.Select(version => VersionLine.Of(version, _zone))];
        ViewData["Title"] = Headline;
        return Page();
    }
}
