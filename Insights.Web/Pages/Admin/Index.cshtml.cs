using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Admin;

/// <summary>Who may sign in, as what. People are added with a one-time link; nobody ever types another's password.</summary>
[Authorize(Policies.Administrators)]
internal sealed class PeopleModel(UserAccounts accounts, IVendorDirectory vendors, PageFrame frame, AuditLog audit, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PersonLine> People { get; private set; } = [];

    public IReadOnlyList<VendorEntry> Vendors { get; private set; } = [];

    public string Name { get; private set; } = "";

    public string DisplayName { get; private set; } = "";

    [TempData]
    public string? Link { get; set; }

    [TempData]
    public string? LinkFor { get; set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync([FromForm] string? name, [FromForm] string? displayName, [FromForm] string? role, [FromForm] string? vendor, CancellationToken cancel)
    {
        (Name, DisplayName) = (name?.Trim() ?? "", displayName?.Trim() ?? "");
        var added = await accounts.AddAsync(Name, DisplayName, role ?? "", role == Roles.Vendor ? vendor : null, cancel);
        if (added.Error is not null)
        {
            Problem = added.Error;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.UserChanged, $"added {Name} as {role}{(role == Roles.Vendor ? " of " + vendor : "")}");
        (Link, LinkFor) = (Request.Scheme + "://" + Request.Host + added.Value, Name);
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "People";
        var zone = (await frame.WorkspaceAsync()).Zone;
        Vendors = await vendors.AllAsync(cancel);
        var names = Vendors.ToDictionary(v => v.Code, v => v.Name);
        var now = clock.GetUtcNow();
        People = [.. (await accounts.AllAsync(cancel)).Select(person => new PersonLine(
            person.Id, person.DisplayName, person.UserName, Roles.Title(person.Role),
            person.VendorCode is { } code ? names.GetValueOrDefault(code, code) : "–",
            person.LastSignInAt is { } at ? CellText.Of(new Cell.Moment(Instant.FromDateTimeUtc(at)), zone) : "never",
            State(person, now)))];
    }

    private static string State(PersonRow person, DateTimeOffset now) =>
        person.Demo ? "demo account"
        : person.Disabled ? "may not sign in"
        : person.LockedUntil > now ? "locked after wrong passwords"
        : person.HasPassword ? "active" : "link not used yet";
}

internal sealed record PersonLine(int Id, string DisplayName, string UserName, string Role, string Vendor, string LastSignIn, string State);
