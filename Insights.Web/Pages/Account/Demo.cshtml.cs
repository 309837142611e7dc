using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>One click into a demo account; does not exist where it is not offered.</summary>
[AllowAnonymous]
internal sealed class DemoModel(DemoSignIn demo, SignInManager<PortalUser> signIn, UserAccounts accounts, AuditLog audit) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/account/sign-in");

    public async Task<IActionResult> OnPostAsync([FromForm] string? account, [FromForm(Name = "return")] string? returnTo, CancellationToken cancel)
    {
        if (!demo.Offered(HttpContext) || account is null || await demo.UserAsync(account, cancel) is not { } user)
        {
            await audit.RecordAsync(HttpContext, AuditActions.SignInFailed, "demo account refused", account);
            return NotFound();
        }
        await accounts.SignedInAsync(user);
        await signIn.SignInAsync(user, isPersistent: false);
        await audit.RecordAsync(HttpContext, AuditActions.SignedIn, "demo account", account);
        return LocalRedirect(Url.IsLocalUrl(returnTo) ? returnTo! : Shared.Screens.FrontDoor(user.Role));
    }
}
