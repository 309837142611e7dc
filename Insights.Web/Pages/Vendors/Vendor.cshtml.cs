using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Vendors;

/// <summary>One vendor's scorecard as the house reads it: the vendor's own document, and what was done about it.</summary>
[Authorize(Policies.Staff)]
internal sealed class VendorModel(ScorecardScreen screen, IVendorDirectory vendors) : PageModel
{
    public ScorecardScreen Screen { get; } = screen;

    public async Task<IActionResult> OnGetAsync(string vendor, CancellationToken cancel) =>
        await vendors.FindAsync(vendor, cancel) is { } found ? await Screen.ShowAsync(this, Of(found), found.Code, Path(found)) : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(string vendor, [FromForm] string? action, [FromForm] string? day, [FromForm] string? note, CancellationToken cancel)
    {
        if (await vendors.FindAsync(vendor, cancel) is not { } found)
            return NotFound();
        return Policies.Allows(Policies.Operators, User.Role()) ? await Screen.TakeAsync(this, Of(found), found.Code, Path(found), action, day, note, cancel) : Forbid();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string vendor, [FromForm] int taken, CancellationToken cancel)
    {
        if (await vendors.FindAsync(vendor, cancel) is not { } found)
            return NotFound();
        return Policies.Allows(Policies.Operators, User.Role()) ? await Screen.WithdrawAsync(this, Of(found), found.Code, Path(found), taken, cancel) : Forbid();
    }

    private static DataScope Of(VendorEntry vendor) => DataScope.Vendor(vendor.Id);

    private static string Path(VendorEntry vendor) => "/vendors/" + Uri.EscapeDataString(vendor.Code);
}
