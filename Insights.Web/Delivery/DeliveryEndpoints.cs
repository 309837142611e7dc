using Insights.Web.Access;
using Insights.Web.Delivery.Published;
using Insights.Web.Exports;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>Files: the preview's, those of the log, of published reports, and of links in mail.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDelivery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/subscriptions/{id:int}/preview/{format}", PreviewAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/deliveries/{id:int}/{format}", LogAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/reports/published/{id:int}/{format}", PublishedAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/account/mail-file", LinkAsync).AllowAnonymous();
    }

    private static async Task<IResult> PreviewAsync(int id, [FromRoute(Name = "format")] string formatId, [FromQuery] int? recipient, HttpContext http, Viewers viewers, PreviewMaker previews, AuditLog audit)
    {
        if (ExportFormat.Find(formatId) is not { } format || await previews.MakeAsync(id, recipient, await viewers.OfAsync(http), http.RequestAborted) is not { Report: { } report } preview)
            return Results.NotFound();
        var file = ReportPress.File(report, format);
        await audit.RecordAsync(http, AuditActions.Exported, $"preview of subscription {preview.Entry.Subscription.Id} as {format.Id}, {report.Document.Scope}");
        return Results.File(file.Content, file.MediaType, file.Name);
    }

    private static async Task<IResult> LogAsync(int id, string format, HttpContext http, Viewers viewers, DeliveryLog log, AuditLog audit)
    {
        if (await log.FileAsync(id, format, await viewers.OfAsync(http), http.RequestAborted) is not { } file)
            return Results.NotFound();
        await audit.RecordAsync(http, AuditActions.Exported, $"{file.FileName} of delivery {id}");
        return Results.File(file.Content, file.MediaType, file.FileName);
    }

    private static async Task<IResult> PublishedAsync(int id, string format, HttpContext http, Viewers viewers, PublishedShelf shelf, AuditLog audit)
    {
        var viewer = await viewers.OfAsync(http);
        if (await shelf.FileAsync(id, format, viewer.Scope, viewer.VendorCode, http.RequestAborted) is not { } file)
            return Results.NotFound();
        await audit.RecordAsync(http, AuditActions.Exported, $"{file.FileName}, published");
        return Results.File(file.Content, file.MediaType, file.FileName);
    }

    // The link is the permission, while its days last and its recipient still may: signed for one file of one mail.
    private static async Task<IResult> LinkAsync([FromQuery] string? token, HttpContext http, SignedLinks links, DeliveryLog log, AuditLog audit)
    {
        if (links.ReadFile(token) is not { } link || await log.FileAsync(link, http.RequestAborted) is not { } file)
            return Results.NotFound();
        await audit.RecordAsync(http, AuditActions.Exported, $"{file.FileName} by the link in a mail to recipient {link.RecipientId}");
        return Results.File(file.Content, file.MediaType, file.FileName);
    }
}
