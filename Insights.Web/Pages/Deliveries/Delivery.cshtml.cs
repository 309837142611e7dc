using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Pages.Shared;
using Insights.Web.Pages.Subscriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Deliveries;

/// <summary>One mail: what became of it, its words and its documents.</summary>
[Authorize(Policies.Everyone)]
internal sealed class DeliveryModel(DeliveryLog log, Outbox outbox, SubscriptionBook book, Viewers viewers, PageFrame frame, AuditLog audit) : PageModel
{
    public DeliveryDetail Detail { get; private set; } = null!;

    public string Subject => Detail.MayOpen ? Detail.Message.Subject : "A mail that is not open to you any more";

    public string State => MailState.Title(Detail.Message.State);

    public string Tone => MailState.Tone(Detail.Message.State);

    public string Made { get; private set; } = "";

    public string? Ended { get; private set; }

    public bool MayRepeat { get; private set; }

    public bool IsUnconfirmed => Detail.Message.State == MailState.Unconfirmed;

    /// <summary>Without the recipient's own signed links: whoever reads the log may be somebody else.</summary>
    public string Text => string.Join('\n', Detail.Message.Text.Split('\n').Select(line => line.IndexOf("?token=", StringComparison.Ordinal) is var at and >= 0 ? line[..at] + " (the recipient’s own link)" : line));

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
            return NotFound();
        ViewData["Title"] = "Mail";
        var zone = (await frame.WorkspaceAsync()).Zone;
        Made = Moments.Text(Detail.Message.CreatedAt, zone);
        Ended = Detail.Message.EndedAt is { } ended ? Moments.Text(ended, zone) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(int id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel) || !MayRepeat)
            return NotFound();
        await outbox.AgainAsync(id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SubscriptionChanged, FormattableString.Invariant($"mail {id} sent again"));
        Done = "It goes out again within a minute.";
        return RedirectToPage();
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (await log.FindAsync(id, viewer, cancel) is not { } found)
            return false;
        Detail = found;
        var mayChange = viewer.IsAdministrator
            || (found.Message.SubscriptionId is { } subscription && await book.FindAsync(subscription, viewer, cancel) is { } entry && SubscriptionBook.MayChange(entry.Subscription, viewer));
        MayRepeat = mayChange && found.Message.State is MailState.Failed or MailState.Unconfirmed && found.Message.MessageId.Length > 0;
        return true;
    }
}
