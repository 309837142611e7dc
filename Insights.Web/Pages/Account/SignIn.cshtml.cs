using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>Name and password; in the demo, on this machine, also one click for each role.</summary>
[AllowAnonymous]
internal sealed class SignInModel(SignInManager<PortalUser> signIn, UserAccounts accounts, DemoSignIn demo, SetUpLinks links, AuditLog audit, IPasswordHasher<PortalUser> hasher) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    [BindProperty(Name = "name")]
    public string Name { get; set; } = "";

    public string? Problem { get; private set; }

    public IReadOnlyList<DemoAccount> DemoAccounts { get; private set; } = [];

    public bool NeedsAdministrator { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken cancel)
    {
        Name = (Name ?? "").Trim();
        var user = Name.Length is > 0 and <= 256 ? await accounts.FindByNameAsync(Name) : null;
        var (action, problem) = await TryAsync(user, password ?? "");
        await audit.RecordAsync(HttpContext, action, "by password", Name);
        if (problem is null)
            return LocalRedirect(Url.IsLocalUrl(Return) ? Return! : "/");
        Problem = problem;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        await ShowAsync(cancel);
        return Page();
    }

    private async Task<(string Action, string? Problem)> TryAsync(PortalUser? user, string password)
    {
        const string wrong = "Name or password is wrong.";
        if (user is null || user.Disabled || user.PasswordHash is null)
        {
            // As slow as a real check, so that the time of the answer does not tell which names exist.
            hasher.VerifyHashedPassword(new PortalUser(), UnknownHash.Value, password);
            return (AuditActions.SignInFailed, wrong);
        }
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            await accounts.SignedInAsync(user);
            return (AuditActions.SignedIn, null);
        }
        return result.IsLockedOut
            ? (AuditActions.LockedOut, "Too many wrong passwords: this name is locked for 15 minutes. An administrator can send you a new link sooner.")
            : (AuditActions.SignInFailed, wrong);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        if (demo.Offered(HttpContext))
            DemoAccounts = await demo.AccountsAsync(cancel);
        NeedsAdministrator = await links.NeedsFirstAdministratorAsync(cancel);
    }

    private static class UnknownHash
    {
        public static readonly string Value = new PasswordHasher<PortalUser>().HashPassword(new PortalUser(), Guid.NewGuid().ToString());
    }
}
