using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Trends;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Alerts;

/// <summary>Limits to daily numbers: set, and taken back. What is beyond one is told on the alerts page once, and again when it is over.</summary>
[Authorize(Policies.Operators)]
internal sealed class LimitsModel(IAlertLimits limits, IOptionQueries options, PageFrame frame, AuditLog audit) : PageModel
{
    public IReadOnlyList<LimitRow> Limits { get; private set; } = [];

    public IReadOnlyList<(string Id, string Name)> Metrics { get; } = [.. limits.Metrics.Select(MetricCatalog.Find).Select(metric => (metric.Id, metric.Name + metric.Unit switch { MetricUnit.Percent => " (%)", MetricUnit.PerThousand => "", _ => "" }))];

    public IReadOnlyList<FilterOption> Vendors { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostSetAsync([FromForm] string? metric, [FromForm] string? vendor, [FromForm] string? side, [FromForm] string? limit, [FromForm] int days, CancellationToken cancel)
    {
        var known = limits.Metrics.Contains(metric ?? "") ? MetricCatalog.Find(metric!) : null;
        var number = double.TryParse((limit ?? "").Trim().TrimEnd('%').Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        // As people write them: 2.5 for two and a half per cent, 30 for thirty of every thousand.
        var scaled = known?.Unit switch { MetricUnit.Percent => number / 100, MetricUnit.PerThousand => number / 1000, _ => number };
        Problem = await limits.SetAsync(metric ?? "", string.IsNullOrEmpty(vendor) ? null : vendor, side != "below", scaled, days, User.Identity!.Name!, cancel);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.LimitSet, FormattableString.Invariant($"{metric} {side} {limit}, days {days}, vendor {vendor}"));
        Done = "The limit is set.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromForm] int id, CancellationToken cancel)
    {
        if (await limits.WithdrawAsync(id, User.Identity!.Name!, cancel))
        {
            await audit.RecordAsync(HttpContext, AuditActions.LimitTakenBack, FormattableString.Invariant($"limit {id}"));
            Done = "The limit is taken back.";
        }
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Limits";
        var scope = await frame.ScopeAsync();
        Vendors = await options.OptionsAsync("vendor", scope, cancel);
        Limits = [.. (await limits.ListAsync(scope, cancel)).Select(limit => new LimitRow(limit.Id, AlertLimitText.Name(limit), limit.Vendor, AlertLimitText.State(limit), limit.By))];
    }
}

internal sealed record LimitRow(int Id, string Name, string Vendor, string State, string By);
