using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Deliveries;

/// <summary>The delivery log.</summary>
[Authorize(Policies.Everyone)]
internal sealed class DeliveriesModel(DeliveryLog log, Viewers viewers, PageFrame frame, MailOptions mail) : PageModel
{
    private const int PageSize = 50;

    public DeliveryListView Sent { get; private set; } = null!;

    public string? OlderHref { get; private set; }

    public string? Missing => mail.Missing;

    public string From => mail.From ?? "which is not set";

    public string Zone { get; private set; } = "";

    public async Task OnGetAsync([FromQuery] int? before, CancellationToken cancel)
    {
        ViewData["Title"] = "What was sent";
        var viewer = await viewers.OfAsync(HttpContext);
        var zone = (await frame.WorkspaceAsync()).Zone;
        Zone = zone.Id;
        var entries = await log.LatestAsync(viewer, null, before, PageSize, cancel);
        Sent = DeliveryListView.Of(entries, viewer, zone);
        OlderHref = entries.Count == PageSize ? FormattableString.Invariant($"/deliveries?before={entries[^1].Id}") : null;
    }
}
