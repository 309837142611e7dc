using Insights.Web.Access;
using Insights.Web.Delivery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>
/// The unsubscribe link of a mail. Looking at it changes nothing, since mail scanners look at every link; sending does, and needs neither a sign-in nor a form's token:
/// mail programs send by themselves (RFC 8058), and the signed link is the permission.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class UnsubscribeModel(SignedLinks links, SubscriptionBook book, AlertMailer alerts, AuditLog audit) : PageModel
{
    public string? Token { get; private set; }

    public string Heading { get; private set; } = "Unsubscribe";

    public string Text { get; private set; } = "";

    public bool MayConfirm { get; private set; }

    public async Task OnGetAsync([FromQuery] string? token, CancellationToken cancel)
    {
        Token = token;
        if (await NameAsync(links.ReadUnsubscribe(token), cancel) is not { } name)
        {
            Gone();
            return;
        }
        MayConfirm = true;
        ViewData["Title"] = Heading;
        Text = $"You will get “{name}” no more.";
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? token, CancellationToken cancel)
    {
        var link = links.ReadUnsubscribe(token);
        if (await NameAsync(link, cancel) is not { } name)
        {
            Gone();
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        if (link!.RecipientId is { } recipient)
            await book.UnsubscribeAsync(recipient, cancel);
        else
            await alerts.ChooseAsync(link.AlertsOf!.Value, wanted: false, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.Unsubscribed, name + ", by the link in a mail");
        ViewData["Title"] = Heading = "Unsubscribed";
        Text = $"You get “{name}” no more. What is in your mailbox stays.";
        return Page();
    }

    private async Task<string?> NameAsync(UnsubscribeLink? link, CancellationToken cancel) =>
        link is null ? null : link.RecipientId is { } recipient ? await book.NameForAsync(recipient, cancel) : "Alerts by mail";

    private void Gone()
    {
        ViewData["Title"] = Heading = "This link does not work";
        Text = "It is incomplete, or the subscription is gone. Use the whole link of the newest mail, or ask whoever sends it.";
    }
}
