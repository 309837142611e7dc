using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>The mail and its files as one recipient would get them now.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PreviewModel(PreviewMaker previews, Viewers viewers, MailOptions mail) : PageModel
{
    public Preview Preview { get; private set; } = null!;

    public IReadOnlyList<MenuOption> Recipients { get; private set; } = [];

    public MailContent? Mail { get; private set; }

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    public IReadOnlyList<ExportLink> Files { get; private set; } = [];

    public EmptyView Nothing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, [FromQuery] int? recipient, CancellationToken cancel)
    {
        if (await previews.MakeAsync(id, recipient, await viewers.OfAsync(HttpContext), cancel) is not { } preview)
            return NotFound();
        ViewData["Title"] = "Preview";
        Preview = preview;
        Recipients = [.. preview.Recipients.Select(one => new MenuOption(FormattableString.Invariant($"{one.Id}"), one.Name.Length > 0 ? one.Name : one.Address ?? "", one.Id == preview.Recipient?.Id))];
        Nothing = new EmptyView("Nothing is sent to this recipient", preview.WhyNot ?? "");
        if (preview.Report is not { } report)
            return Page();
        var files = MailMaker.FormatsOf(preview.Entry.Subscription).Select(format => ReportPress.File(report, format)).ToList();
        var attached = MailMaker.Attached(files, mail.MostAttachedBytes);
        Mail = report.Mail with
        {
            Files = [.. files.Select(file => new MailLine(file.Name + (attached.Contains(file) ? " (attached)" : " (as a link)")))],
            Foot = [.. report.Mail.Foot, MailMaker.Why(preview.Entry.Subscription)],
        };
        Subject = preview.Entry.Subscription.Name + ": " + report.Mail.Headline;
        Text = MailText.Of(Mail);
        Files = [.. files.Select(file => new ExportLink(file.Name, FormattableString.Invariant($"{Math.Max(1, file.Content.LongLength / 1024):N0} KiB, ") + (attached.Contains(file) ? "attached" : "as a link, being large"),
            FormattableString.Invariant($"/subscriptions/{id}/preview/{file.Format}?recipient={preview.Recipient!.Id}")))];
        return Page();
    }
}
