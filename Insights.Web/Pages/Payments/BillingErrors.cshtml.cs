using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Payments;

/// <summary>Charges that look wrong; each may be put aside with a reason, and taken back.</summary>
[Authorize(Policies.Everyone)]
internal sealed class BillingErrorsModel(DocumentScreen screen, IBillingDesk desk, PageFrame frame, AuditLog audit) : TabbedPageModel(screen, PaymentTabs.All, "/payments/billing-errors")
{
    private const int LongestReason = 300;

    private const int MostChoices = 200;

    /// <summary>The latest candidates, as the form names them.</summary>
    public IReadOnlyList<(string Key, string Title)> Choices { get; private set; } = [];

    public IReadOnlyList<PutAside> Rows { get; private set; } = [];

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public bool MayChange { get; private set; }

    public string? Problem { get; private set; }

    public override async Task<IActionResult> OnGetAsync()
    {
        var shown = await base.OnGetAsync();
        if (shown is not PageResult)
            return shown;
        var scope = await frame.ScopeAsync();
        MayChange = MayPutAside;
        Zone = (await frame.WorkspaceAsync()).Zone;
        Rows = await desk.PutAsideAsync(scope, HttpContext.RequestAborted);
        Choices =
        [
            .. (await desk.LatestAsync(scope, MostChoices, HttpContext.RequestAborted)).Select(one => (
                FormattableString.Invariant($"{one.Kind}|{one.SourceId}|{one.PaymentRef}"), $"{one.PaymentRef}: {one.What}, {CellText.Of(new Cell.Moment(one.PaidAt), Zone)}, {one.Vendor}")),
        ];
        return shown;
    }

    public async Task<IActionResult> OnPostPutAsideAsync([FromForm] string? candidate, [FromForm] string? reason, CancellationToken cancel)
    {
        var scope = await frame.ScopeAsync();
        reason = reason?.Trim() ?? "";
        var parts = (candidate ?? "").Split('|', 3);
        Problem = !MayPutAside ? "Your role may not put candidates aside."
            : parts.Length != 3 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var source) ? "Choose a charge."
            : reason.Length is 0 or > LongestReason ? "Say why, in up to 300 characters: whoever looks at it next wants to know."
            : !await desk.SetAsideAsync(scope, parts[0], source, parts[2], reason, User.Identity!.Name!, cancel) ? "That charge is put aside already, or no longer a candidate."
            : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await OnGetAsync();
        }
        await audit.RecordAsync(HttpContext, AuditActions.CandidatePutAside, $"{candidate}: {reason}");
        return LocalRedirect(Path + "#put-aside");
    }

    public async Task<IActionResult> OnPostTakeBackAsync([FromForm] int dismissal, CancellationToken cancel)
    {
        if (MayPutAside && await desk.TakeBackAsync(await frame.ScopeAsync(), dismissal, User.Identity!.Name!, cancel))
            await audit.RecordAsync(HttpContext, AuditActions.CandidateTakenBack, FormattableString.Invariant($"candidate {dismissal}"));
        return LocalRedirect(Path + "#put-aside");
    }

    private bool MayPutAside => User.Role() == Roles.Vendor || Policies.Allows(Policies.Operators, User.Role());
}
