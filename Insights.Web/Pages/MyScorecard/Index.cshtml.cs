using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.MyScorecard;

/// <summary>A vendor's own scorecard, and the place where it says what it has done.</summary>
[Authorize(Policies.Vendors)]
internal sealed class MyScorecardModel(ScorecardScreen screen, PageFrame frame) : PageModel
{
    private const string Path = "/my-scorecard";

    public ScorecardScreen Screen { get; } = screen;

    public async Task<IActionResult> OnGetAsync() => await Screen.ShowAsync(this, await frame.ScopeAsync(), null, Path);

    public async Task<IActionResult> OnPostTakeAsync([FromForm] string? action, [FromForm] string? day, [FromForm] string? note, CancellationToken cancel) =>
        await Screen.TakeAsync(this, await frame.ScopeAsync(), null, Path, action, day, note, cancel);

    public async Task<IActionResult> OnPostWithdrawAsync([FromForm] int taken, CancellationToken cancel) =>
        await Screen.WithdrawAsync(this, await frame.ScopeAsync(), null, Path, taken, cancel);
}
