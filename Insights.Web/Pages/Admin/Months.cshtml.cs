using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.History;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Admin;

/// <summary>Which months are stamped, what they said, what they say now.</summary>
[Authorize(Policies.Administrators)]
internal sealed class MonthsModel(PageFrame frame, IMonthHistoryQueries history, IMonthClosing closing, AuditLog audit) : PageModel
{
    private static readonly YearMonthPattern s_iso = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");
    private static readonly YearMonthPattern s_words = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");
    private static readonly LocalDate s_first = new(1970, 1, 1);

    public IReadOnlyList<MenuOption> Open { get; private set; } = [];

    public TableView Closed { get; private set; } = null!;

    public string Grace { get; private set; } = "";

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostCloseAsync([FromForm] string? month, CancellationToken cancel)
    {
        if (!s_iso.Parse(month ?? "").TryGetValue(default, out var chosen) || !(await closing.OverAsync(cancel)).Contains(chosen))
        {
            Problem = "That month is not over, has no verdicts, or is closed already. Choose one from the list.";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        var clocks = await closing.CloseAsync(chosen, User.Identity!.Name!, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.MonthClosed, s_iso.Format(chosen));
        Done = FormattableString.Invariant($"{s_words.Format(chosen)} is closed: {clocks:N0} verdicts stamped.");
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Months";
        var workspace = await frame.WorkspaceAsync();
        Grace = workspace.DaysUntilClosed == 1 ? "one day" : FormattableString.Invariant($"{workspace.DaysUntilClosed} days");
        Open = [.. (await closing.OverAsync(cancel)).Select(month => new MenuOption(s_iso.Format(month), s_words.Format(month), false))];
        var all = new ReportFilter { Range = new DateRange(s_first, await frame.TodayAsync()), Compare = Comparison.None };
        var months = await history.MonthsAsync(all, await frame.ScopeAsync(), cancel);
        Closed = TableView.Of(Table(months), workspace.Zone);
    }

    private static Table Table(IReadOnlyList<ClosedMonthLine> months) => new()
    {
        Id = "months",
        Title = "Closed months",
        Columns =
        [
            new("month", "Month", ColumnKind.Text), new("closed", "Closed", ColumnKind.Moment), new("by", "By", ColumnKind.Text), new("stamped", "Attainment stamped", ColumnKind.Share),
            new("now", "Now", ColumnKind.Share), new("restated", "Clocks restated", ColumnKind.Count), new("taken_back", "Taken back", ColumnKind.Count),
        ],
        Rows = [.. months.Select(month => (IReadOnlyList<Cell>)
        [
            new Cell.Text(s_words.Format(month.Month)),
            new Cell.Moment(month.ClosedAt),
            new Cell.Text(month.ClosedBy ?? "the job"),
            Share(month.Stamped),
            Share(month.Now),
            new Cell.Count(month.Restated) { Link = RowLinks.To(RowSets.ClocksRestated, new ReportFilter { Range = month.Days }) },
            new Cell.Count(month.TakenBack),
        ])],
        EmptyText = months.Count == 0 ? "No month is closed yet." : null,
    };

    private static Cell Share(Ratio? ratio) => ratio is { Denominator: > 0 } known ? new Cell.Share(known.Numerator, known.Denominator) : new Cell.None("nothing was decided");
}
