using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>A person's own page: saved views and password.</summary>
[Authorize(Policies.Everyone)]
internal sealed class AccountModel(PageFrame frame, SavedViews views, UserAccounts accounts, SignInManager<PortalUser> signIn, Delivery.AlertMailer alertMail, AuditLog audit) : PageModel
{
    public PageFrame Frame { get; } = frame;

    public string RoleTitle => User.Role() is { } role ? Roles.Title(role) : "";

    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    public bool HasPassword { get; private set; }

    public string? MailAddress { get; private set; }

    public bool AlertsByMail { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostDeleteViewAsync([FromForm] int id, CancellationToken cancel)
    {
        var paused = await views.DeleteAsync(User.UserId()!.Value, id, cancel);
        Done = "The view is deleted." + (paused switch { 0 => "", 1 => " A subscription that sent it is paused until you choose what it sends.", _ => $" {paused} subscriptions that sent it are paused until you choose what they send." });
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostMailAsync([FromForm] string? address, [FromForm] bool alerts, CancellationToken cancel)
    {
        var id = User.UserId()!.Value;
        Problem = await accounts.SetMailAddressAsync(id, address);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        if (alerts != await alertMail.IsChosenAsync(id, cancel))
            await alertMail.ChooseAsync(id, alerts, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.MailChoice, (string.IsNullOrWhiteSpace(address) ? "no address" : address.Trim()) + (alerts ? ", alerts by mail" : ""));
        Done = "Saved.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPasswordAsync([FromForm] string? current, [FromForm] string? password, [FromForm] string? again, CancellationToken cancel)
    {
        var user = await accounts.FindAsync(User.UserId()!.Value);
        Problem = user is null ? "This person does not exist any more."
            : string.IsNullOrEmpty(password) || password != again ? "The two new passwords are not the same."
            : await accounts.ChangePasswordAsync(user, current ?? "", password);
        if (Problem is null)
        {
            // A new stamp ends every session; this one goes on with it.
            await signIn.SignInAsync(user!, isPersistent: false);
            await audit.RecordAsync(HttpContext, AuditActions.PasswordChanged, "");
            Done = "The password is changed.";
            return RedirectToPage();
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var id = User.UserId()!.Value;
        Views = await views.OfAsync(id, cancel);
        var user = await accounts.FindAsync(id);
        HasPassword = user?.PasswordHash is not null;
        MailAddress = user?.Email;
        AlertsByMail = await alertMail.IsChosenAsync(id, cancel);
    }
}
