using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports.Json;

namespace Insights.Web.Api.Reading;

/// <summary>Documents for programs: the JSON of the portal's downloads, in the token's scope.</summary>
internal static class ReportAnswers
{
    public static async Task<IResult> ListAsync(ApiRequest request, ReportShelf shelf)
    {
        var scope = await request.ScopeAsync();
        var (limit, after, refused) = request.Paging();
        if (refused is not null)
            return refused;
        return request.NotModified("reports", $"{limit}|{after}") ?? ApiJson.Answer(json => ApiJson.Page(json, request, [.. shelf.For(scope)], builder => builder.Id, limit, after, builder =>
        {
            json.WriteStartObject();
            json.WriteString("id", builder.Id);
            json.WriteString("title", builder.Title);
            json.WriteString("audience", builder.Audience);
            json.WriteBoolean("of_the_library", !ReportShelf.IsScreen(builder));
            json.WriteBoolean("names_one_vendor", builder.OneVendor);
            json.WriteString("href", "/api/v1/reports/" + builder.Id);
            json.WriteEndObject();
        }));
    }

    public static async Task<IResult> OneAsync(string reportId, ApiRequest request, ReportShelf shelf, AuditLog audit, HttpContext http)
    {
        var scope = await request.ScopeAsync();
        if (shelf.Find(reportId, scope) is not { } builder)
            return ApiProblem.Of(StatusCodes.Status404NotFound, $"There is no report '{reportId}' for this token. /api/v1/reports lists those it may read.");
        var (filter, unusable) = await request.FilterAsync();
        // Screens say how things are this minute; reports of the library speak of days.
        var minute = ReportShelf.IsScreen(builder) ? TimeProviderMinute(http) : "";
        if ((unusable ?? request.NotModified(shelf.KeyOf(builder, filter, scope), minute)) is { } answered)
            return answered;
        var document = await shelf.BuildAsync(builder, filter, scope, http.RequestAborted);
        var content = new MemoryStream();
        JsonWriter.Write(document, content);
        await audit.RecordAsync(http, AuditActions.Exported, $"{document.Id} as json by the interface, {document.Scope}, {filter.ToQueryString()}");
        return ApiJson.Bytes(content);
    }

    private static string TimeProviderMinute(HttpContext http) =>
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
