using System.Text.Json;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Json;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;

namespace Insights.Web.Api.Reading;

/// <summary>Metrics for programs: the catalogue, and one metric over a period.</summary>
internal static class MetricAnswers
{
    /// <summary>More parts than any dimension has members to read.</summary>
    private const int AllMembers = 1_000;

    public static async Task<IResult> ListAsync(ApiRequest request)
    {
        await request.ScopeAsync();
        var (limit, after, refused) = request.Paging();
        if (refused is not null)
            return refused;
        return request.NotModified("metrics", $"{limit}|{after}") ?? ApiJson.Answer(json => ApiJson.Page(json, request, MetricCatalog.All, metric => metric.Id, limit, after, metric =>
        {
            json.WriteStartObject();
            JsonWriter.Properties(json, metric);
            json.WriteString("href", "/api/v1/metrics/" + metric.Id);
            json.WriteEndObject();
        }));
    }

    public static async Task<IResult> OneAsync(string metricId, ApiRequest request, [FromServices] IMetricQueries metrics, HttpContext http)
    {
        var scope = await request.ScopeAsync();
        if (!MetricCatalog.Has(metricId))
            return ApiProblem.Of(StatusCodes.Status404NotFound, $"There is no metric '{metricId}'. /api/v1/metrics lists them.");
        var (filter, unusable) = await request.FilterAsync();
        var (limit, after, refused) = request.Paging();
        var by = http.Request.Query["by"].ToString();
        var bucket = by switch { "day" => Bucket.Day, "week" => Bucket.Week, "month" => Bucket.Month, _ => (Bucket?)null };
        if (by.Length > 0 && bucket is null && !ReportFilter.Dimensions.Contains(by))
            refused ??= ApiProblem.Of(StatusCodes.Status400BadRequest, $"by is day, week, month, or one of {string.Join(", ", ReportFilter.Dimensions)}.");
        if ((unusable ?? refused ?? request.NotModified(filter.Range.ToString(), filter.ToQueryString(), by, $"{limit}|{after}")) is { } answered)
            return answered;

        var zone = await request.ZoneAsync();
        var metric = MetricCatalog.Find(metricId);
        var now = await metrics.ValueAsync(metricId, filter, scope, http.RequestAborted);
        var compared = filter.Compared();
        var before = compared is null ? null : await metrics.ValueAsync(metricId, compared, scope, http.RequestAborted);
        var series = bucket is { } each ? await metrics.SeriesAsync(metricId, filter, scope, each, http.RequestAborted) : null;
        var parts = by.Length > 0 && bucket is null ? await metrics.BreakdownAsync(metricId, by, filter, scope, AllMembers, http.RequestAborted) : null;
        return ApiJson.Answer(json =>
        {
            var cells = new CellJson(json, zone);
            json.WriteString("id", metric.Id);
            json.WriteString("name", metric.Name);
            json.WriteString("unit", JsonWriter.Snake(metric.Unit.ToString()));
            json.WriteString("definition", metric.Definition);
            json.WriteString("zone", zone.Id);
            Days(json, filter.Range);
            json.WriteString("filter", filter.ToQueryString());
            Value(json, cells, metric, now, filter);
            if (before is not null && compared is not null)
            {
                json.WriteStartObject("compared");
                Days(json, compared.Range);
                Value(json, cells, metric, before, compared);
                json.WriteEndObject();
            }
            if (series is not null)
            {
                json.WriteStartArray("series");
                foreach (var point in series.Points)
                {
                    json.WriteStartObject();
                    Days(json, point.Days);
                    Value(json, cells, metric, point.Value, filter.Over(point.Days));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            if (parts is not null)
            {
                json.WriteString("dimension", by);
                ApiJson.Page(json, request, parts.Members, member => member.Key, limit, after, member =>
                {
                    json.WriteStartObject();
                    json.WriteString("key", member.Key);
                    json.WriteString("label", member.Label);
                    Value(json, cells, metric, member.Value, filter.With(by, member.Key));
                    json.WriteEndObject();
                });
            }
        });
    }

    private static void Days(Utf8JsonWriter json, DateRange days)
    {
        json.WriteString("from", LocalDatePattern.Iso.Format(days.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(days.To));
    }

    private static void Value(Utf8JsonWriter json, CellJson cells, MetricDefinition metric, MetricResult value, ReportFilter filter)
    {
        cells.Write("value", value.ToCell() with { Link = RowLinks.To(metric.Rows, filter) });
        json.WriteNumber("n", value.N);
        json.WriteBoolean("incomplete", value.Incomplete);
        if (value.ByCurrency.Count > 0)
        {
            json.WriteStartArray("by_currency");
            foreach (var money in value.ByCurrency)
                cells.Write(new Cell.Money(money.Minor, money.Currency));
            json.WriteEndArray();
        }
    }
}
