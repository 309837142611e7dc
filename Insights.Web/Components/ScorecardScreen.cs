using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Components;

/// <summary>A scorecard with the form that says what was done: the vendor's own page, and the house's page of one vendor.</summary>
internal sealed class ScorecardScreen(DocumentScreen document, ITakenActions taken, PageFrame frame, AuditLog audit)
{
    private const string ReportId = "my-scorecard";
    private const int LongestNote = 300;

    /// <summary>Nobody remembers the day of what was done longer ago, and nothing would be left to compare it with.</summary>
    private const int MostDaysAgo = 730;

    private static readonly string[] Dimensions = ["network", "reason", "country", "currency"];

    public DocumentScreen Document { get; } = document;

    public ActionsTakenView? Actions { get; private set; }

    /// <param name="vendor">The vendor's code where the house reads; null on the vendor's own page.</param>
    public async Task<IActionResult> ShowAsync(PageModel page, DataScope scope, string? vendor, string path, string? problem = null)
    {
        var shown = vendor is null ? await Document.ShowAsync(page, ReportId, Dimensions) : await Document.ShowOfVendorAsync(page, ReportId, scope, vendor, Dimensions);
        if (shown is not PageResult || scope.VendorId < 1)
            return shown;
        var mayChange = vendor is null || Policies.Allows(Policies.Operators, page.User.Role());
        Actions = ActionsTakenView.Of(await taken.OfAsync(scope, page.HttpContext.RequestAborted), path, await frame.TodayAsync(), (await frame.WorkspaceAsync()).Zone, vendor is not null, mayChange, problem);
        return shown;
    }

    public async Task<IActionResult> TakeAsync(PageModel page, DataScope scope, string? vendor, string path, string? actionId, string? day, string? note, CancellationToken cancel)
    {
        note = note?.Trim() ?? "";
        var today = await frame.TodayAsync();
        var read = LocalDatePattern.Iso.Parse(day ?? "");
        var problem = ActionCatalog.Find(actionId ?? "") is null ? "Choose what was done."
            : !read.Success ? "Say from which day on."
            : read.Value > today ? "The day is still to come: mark it once it is done."
            : Period.DaysBetween(read.Value, today) > MostDaysAgo ? "That is more than two years ago: too long to compare."
            : note.Length > LongestNote ? "A note of up to 300 characters, please."
            : null;
        if (problem is null && !await taken.TakeAsync(scope, actionId!, read.Value, note, page.User.Identity!.Name!, vendor is null, cancel))
            problem = "That is marked already from this day on.";
        if (problem is not null)
        {
            page.Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(page, scope, vendor, path, problem);
        }

        await audit.RecordAsync(page.HttpContext, AuditActions.ActionTaken, $"{vendor ?? "own scorecard"}: {actionId} from {day}");
        return page.LocalRedirect(path + "#taken");
    }

    public async Task<IActionResult> WithdrawAsync(PageModel page, DataScope scope, string? vendor, string path, int id, CancellationToken cancel)
    {
        if (await taken.WithdrawAsync(scope, id, page.User.Identity!.Name!, cancel))
            await audit.RecordAsync(page.HttpContext, AuditActions.ActionTakenBack, FormattableString.Invariant($"{vendor ?? "own scorecard"}: mark {id}"));
        return page.LocalRedirect(path + "#taken");
    }
}
