using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Admin;

/// <summary>One person: role, vendor, sign-in allowed, a new link.</summary>
[Authorize(Policies.Administrators)]
internal sealed class PersonModel(UserAccounts accounts, IVendorDirectory vendors, AuditLog audit) : PageModel
{
    public PersonRow Person { get; private set; } = null!;

    public IReadOnlyList<VendorEntry> Vendors { get; private set; } = [];

    public string? Problem { get; private set; }

    [TempData]
    public string? Link { get; set; }

    [TempData]
    public string? LinkFor { get; set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(int personId, CancellationToken cancel) => await FindAsync(personId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostChangeAsync(int personId, [FromForm] string? role, [FromForm] string? vendor, [FromForm] bool disabled, CancellationToken cancel)
    {
        if (!await FindAsync(personId, cancel))
            return NotFound();
        Problem = await accounts.ChangeAsync(personId, role ?? "", vendor, disabled, cancel);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.UserChanged, $"{Person.UserName}: {role}{(role == Roles.Vendor ? " of " + vendor : "")}{(disabled ? ", may not sign in" : "")}");
        Done = $"{Person.UserName} is changed.";
        return LocalRedirect("/admin");
    }

    public async Task<IActionResult> OnPostMailAsync(int personId, [FromForm] string? address, CancellationToken cancel)
    {
        if (!await FindAsync(personId, cancel))
            return NotFound();
        Problem = await accounts.SetMailAddressAsync(personId, address);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.UserChanged, $"{Person.UserName}: mail address {address?.Trim()}");
        Done = $"{Person.UserName} is changed.";
        return LocalRedirect("/admin");
    }

    public async Task<IActionResult> OnPostResetAsync(int personId, CancellationToken cancel)
    {
        if (!await FindAsync(personId, cancel) || Person.Demo)
            return NotFound();
        Link = Request.Scheme + "://" + Request.Host + await accounts.ResetAsync(personId, cancel);
        LinkFor = Person.UserName;
        await audit.RecordAsync(HttpContext, AuditActions.UserChanged, $"{Person.UserName}: new link");
        return LocalRedirect("/admin");
    }

    private async Task<bool> FindAsync(int personId, CancellationToken cancel)
    {
        if ((await accounts.AllAsync(cancel)).FirstOrDefault(person => person.Id == personId) is not { } found)
            return false;
        Person = found;
        Vendors = await vendors.AllAsync(cancel);
        ViewData["Title"] = found.DisplayName;
        return true;
    }
}
