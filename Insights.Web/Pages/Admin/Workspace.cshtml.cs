using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Admin;

/// <summary>What every number of this installation is read in, and whether it holds the demo.</summary>
[Authorize(Policies.Administrators)]
internal sealed class WorkspaceModel(IWorkspaceSettings settings, IDemoData demo, AuditLog audit) : PageModel
{
    private const int MostDays = 60;

    public string Name { get; private set; } = "";

    public string ZoneId { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public int DaysUntilClosed { get; private set; }

    public IReadOnlyList<string> ZoneIds { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal) || id == "UTC")];

    public bool DemoIsOn => demo.IsOn;

    public bool MayTurnDemoOn { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var workspace = await settings.GetAsync(cancel);
        (Name, ZoneId, Currency, DaysUntilClosed) = (workspace.Name, workspace.Zone.Id, workspace.Currency, workspace.DaysUntilClosed);
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostSaveAsync([FromForm] string? name, [FromForm] string? zone, [FromForm] string? currency, [FromForm] int? closed, CancellationToken cancel)
    {
        (Name, ZoneId, Currency) = (name?.Trim() ?? "", zone?.Trim() ?? "", currency?.Trim().ToUpperInvariant() ?? "");
        // A form of before the setting existed leaves it as it is.
        DaysUntilClosed = closed ?? (await settings.GetAsync(cancel)).DaysUntilClosed;
        var found = DateTimeZoneProviders.Tzdb.GetZoneOrNull(ZoneId);
        Problem = Name.Length is 0 or > 80 ? "The workspace needs a name of up to 80 characters."
            : found is null ? $"“{ZoneId}” is no time zone. Choose one from the list, for example Europe/Berlin."
            : Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper) ? "The currency is an ISO 4217 code of three letters, for example EUR."
            : DaysUntilClosed is < 0 or > MostDays ? $"A month is closed 0 to {MostDays} days after its end."
            : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        await settings.SetAsync(new WorkspaceView(Name, found!, Currency) { DaysUntilClosed = DaysUntilClosed }, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, FormattableString.Invariant($"name {Name}, zone {ZoneId}, currency {Currency}, months closed after {DaysUntilClosed} days"));
        Done = "Saved.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDemoOnAsync(CancellationToken cancel)
    {
        if (!demo.IsOn && await demo.MayTurnOnAsync(cancel))
        {
            await demo.TurnOnAsync(User.Identity!.Name!, cancel);
            await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, "demo data on");
            Done = "The demo is being loaded. Data health and Jobs show how far it is.";
        }
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDemoOffAsync(CancellationToken cancel)
    {
        if (demo.IsOn)
        {
            await demo.TurnOffAsync(User.Identity!.Name!, cancel);
            await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, "demo data off");
            Done = "The demo data is removed.";
        }
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Workspace";
        MayTurnDemoOn = !demo.IsOn && await demo.MayTurnOnAsync(cancel);
    }
}
