using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Admin;

/// <summary>Makes a programme line, a new version of one, or goes back to an earlier one.</summary>
[Authorize(Policies.Administrators)]
internal sealed class ProgrammeLineEditModel(IProgrammeTable table, PageFrame frame, AuditLog audit) : PageModel
{
    public static readonly IReadOnlyList<(string Key, string Text)> Numerators =
    [
        (nameof(ProgrammeNumerator.Disputes), "disputes received"), (nameof(ProgrammeNumerator.FraudNoticesAndDisputes), "fraud reports and disputes"),
        (nameof(ProgrammeNumerator.FraudNoticesAmount), "amount of fraud reports"), (nameof(ProgrammeNumerator.FraudDisputesAmount), "amount of disputes for fraud"),
        (nameof(ProgrammeNumerator.FraudWithThreeDsAmount), "amount of fraud reports about payments through 3-D Secure"),
        (nameof(ProgrammeNumerator.FraudWithoutThreeDsOfQuarterAmount), "amount of the quarter's fraud reports about payments without 3-D Secure"), (nameof(ProgrammeNumerator.NotMeasured), "not measured here"),
    ];

    public static readonly IReadOnlyList<(string Key, string Text)> Denominators =
    [
        (nameof(ProgrammeDenominator.PaymentsOfMonth), "payments of the month"), (nameof(ProgrammeDenominator.PaymentsOfMonthBefore), "payments of the month before"),
        (nameof(ProgrammeDenominator.SalesOfMonth), "sales of the month"), (nameof(ProgrammeDenominator.SalesOfMonthBefore), "sales of the month before"),
        (nameof(ProgrammeDenominator.SalesWithThreeDsOfMonth), "sales of the month through 3-D Secure"), (nameof(ProgrammeDenominator.SalesWithoutThreeDsOfQuarter), "sales of the quarter without 3-D Secure"), (nameof(ProgrammeDenominator.NotMeasured), "not measured here"),
    ];

    private ProgrammeCard? _card;

    public ProgrammeLineForm Form { get; private set; } = new();

    public bool IsNew => _card is null;

    public bool IsInTable => _card?.Current is not null;

    public string Headline => _card is null ? "Add a line" : $"{_card.Shown.Programme}, {_card.Shown.Tier}";

    public IReadOnlyList<string> Regions { get; private set; } = [];

    public TableView? Versions { get; private set; }

    public IReadOnlyList<int> Restorable { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
            return NotFound();
        if (_card is not null)
            Form = ProgrammeLineForm.Of(_card.Shown);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
            return NotFound();
        Form = ProgrammeLineForm.Of(Request.Form);
        if (_card is not null)
            Form = Form with { Id = _card.Id };
        var line = Form.ToLine(_card?.Shown, out var problem);
        Problem = line is null ? problem : await table.SaveAsync(line, IsNew, User.Identity!.Name!, Form.Reason, cancel);
        return Problem is not null ? Refused() : await SavedAsync(Form.Id, $"line {Form.Id} saved; {Form.Reason}", "Saved. Standings follow it from now on.");
    }

    public async Task<IActionResult> OnPostRestoreAsync([FromQuery] string? id, [FromForm] int version, [FromForm] string? reason, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel) || _card is null)
            return NotFound();
        Form = ProgrammeLineForm.Of(_card.Shown);
        Problem = await table.RestoreAsync(_card.Id, version, User.Identity!.Name!, reason ?? "", cancel);
        return Problem is not null ? Refused() : await SavedAsync(_card.Id, FormattableString.Invariant($"line {_card.Id} back to version {version}; {reason}"), FormattableString.Invariant($"Version {version} holds again, as a new version."));
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromQuery] string? id, [FromForm] string? reason, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel) || _card is null)
            return NotFound();
        Form = ProgrammeLineForm.Of(_card.Shown);
        Problem = await table.RemoveAsync(_card.Id, User.Identity!.Name!, reason ?? "", cancel);
        return Problem is not null ? Refused() : await SavedAsync(_card.Id, $"line {_card.Id} taken out; {reason}", "Taken out. Restore a version to put it back.");
    }

    private async Task<bool> LoadAsync(string? id, CancellationToken cancel)
    {
        var view = await table.ViewAsync(cancel);
        Regions = view.Regions;
        ViewData["Title"] = "Programme line";
        if (string.IsNullOrEmpty(id))
            return true;
        _card = view.Find(id);
        if (_card is null)
            return false;
        Versions = TableView.Of(ProgrammeVersionTables.Versions(_card.Versions), (await frame.WorkspaceAsync()).Zone);
        Restorable = [.. _card.Versions.Where(version => version.Line is not null).Select(version => version.Version)];
        return true;
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult> SavedAsync(string id, string detail, string done)
    {
        await audit.RecordAsync(HttpContext, AuditActions.ProgrammesChanged, detail);
        Done = done;
        return RedirectToPage(new { id });
    }
}
