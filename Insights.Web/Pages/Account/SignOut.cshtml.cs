using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

[Authorize(Policies.Everyone)]
internal sealed class SignOutModel(SignInManager<PortalUser> signIn, AuditLog audit) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/account");

    public async Task<IActionResult> OnPostAsync()
    {
        await audit.RecordAsync(HttpContext, AuditActions.SignedOut, "");
        await signIn.SignOutAsync();
        return LocalRedirect("/account/sign-in");
    }
}
