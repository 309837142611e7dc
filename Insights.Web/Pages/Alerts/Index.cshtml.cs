using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Alerts;

/// <summary>What is out of the ordinary in the daily numbers; a vendor sees what is in its own. Each person mutes what it wants to hear no more of.</summary>
[Authorize(Policies.Everyone)]
internal sealed class AlertsModel(DocumentScreen screen, MyAlerts mine, AlertMutes mutes, PageFrame frame) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public IReadOnlyList<MyAlert> Mine { get; private set; } = [];

    public IReadOnlyList<MyAlert> Heard => [.. Mine.Where(alert => !alert.IsMuted)];

    public IReadOnlyList<MyAlert> Muted => [.. Mine.Where(alert => alert.IsMuted)];

    public bool MaySetLimits => Policies.Allows(Policies.Operators, User.Role());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await Screen.ShowAsync(this, "alerts", "vendor");
        if (User.UserId() is { } person)
        {
            var filter = ReportFilter.Parse(FilterBar.Pairs(Request.Query), await frame.TodayAsync(), TableSort.Key).Filter;
            Mine = await mine.OfAsync(person, filter, await frame.ScopeAsync(), cancel);
        }
        return result;
    }

    public async Task<IActionResult> OnPostMuteAsync([FromForm] string? subject, [FromForm] bool muted, CancellationToken cancel)
    {
        if (!MyAlerts.IsSubject(subject) || User.UserId() is not { } person)
            return BadRequest();
        await mutes.SetAsync(person, subject!, muted, cancel);
        return LocalRedirect("/alerts");
    }
}
