using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>What a one-time link opens: the first administrator's form, or a person's new password.</summary>
[AllowAnonymous]
internal sealed class SetUpModel(SetUpLinks links, UserAccounts accounts, SignInManager<PortalUser> signIn, AuditLog audit) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty(Name = "name")]
    public string Name { get; set; } = "";

    [BindProperty(Name = "displayName")]
    public string DisplayName { get; set; } = "";

    public SetUpLink? Link { get; private set; }

    public string? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await FindAsync(cancel);
        // The token stands in the address: it must not travel on in a Referer.
        Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, [FromForm] string? again, CancellationToken cancel)
    {
        await FindAsync(cancel);
        if (Link is null)
        {
            await audit.RecordAsync(HttpContext, AuditActions.LinkRefused, "", Name);
            return Page();
        }
        if (string.IsNullOrEmpty(password) || password != again)
            return Refuse("The two passwords are not the same.");

        // Used up first, so that of two requests at once only one goes on; given back when nothing came of it.
        if (!await links.UseAsync(Link, cancel))
        {
            Link = null;
            return Page();
        }
        var (problem, user) = await ApplyAsync(password);
        if (user is null || problem is not null)
        {
            await links.ReleaseAsync(Link, CancellationToken.None);
            return Refuse(problem ?? "This person does not exist any more.");
        }
        await accounts.SignedInAsync(user);
        await signIn.SignInAsync(user, isPersistent: false);
        await audit.RecordAsync(HttpContext, AuditActions.LinkUsed, user.Role, user.UserName);
        return LocalRedirect("/");
    }

    private async Task<(string? Problem, PortalUser? User)> ApplyAsync(string password)
    {
        if (Link!.UserId is not { } id)
        {
            var made = await accounts.AddFirstAdministratorAsync(Name ?? "", DisplayName ?? "", password);
            return (made.Error, made.Value);
        }
        var user = await accounts.FindAsync(id);
        return user is null or { Disabled: true } ? (null, null) : (await accounts.SetPasswordAsync(user, password), user);
    }

    private PageResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task FindAsync(CancellationToken cancel)
    {
        Link = await links.FindAsync(Token, cancel);
        if (Link?.UserId is { } id)
            Name = (await accounts.FindAsync(id))?.UserName ?? "";
    }
}
