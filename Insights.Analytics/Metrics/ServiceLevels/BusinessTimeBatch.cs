using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Many business-time questions in one text: an array of calendars, each with cases. A case is <c>{from, to}</c> (how much business time is between)
/// or <c>{sla_start, stop, target_minutes, pauses}</c> (when is it due, was it kept). Pure: JSON in, JSON out.
/// </summary>
public static class BusinessTimeBatch
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary><c>{"results":[{"id", "cases":[{"seconds","minutes"} | {"due_fill","due_next","elapsed_seconds","breached"}]}]}</c>, in the order asked.</summary>
    /// <param name="zones">Where zone ids are looked up; null = the tz database that comes with the product. Answers for recent dates depend on its edition.</param>
    /// <exception cref="CalendarException">A calendar or a case cannot be read; the message says which.</exception>
    public static string Run(string json, IDateTimeZoneProvider? zones = null)
    {
        using var document = CalendarJson.Read(json, "batch");
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new CalendarException("The batch must be a JSON array of calendars, each with a list named cases.");
        var results = document.RootElement.EnumerateArray().Select((item, index) => Answer(item, $"Item {index + 1} of the batch", zones)).ToArray();
        return JsonSerializer.Serialize(new { Results = results }, s_options);
    }

    private static object Answer(JsonElement item, string where, IDateTimeZoneProvider? zones)
    {
        var calendar = new BusinessTime(CalendarJson.Parse(item, where, zones, "id", "cases"));
        if (!item.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
            throw new CalendarException($"{where} has no list named cases.");
        object? id = item.TryGetProperty("id", out var value) ? value.Clone() : null;
        return new { Id = id, Cases = cases.EnumerateArray().Select((each, index) => AnswerCase(calendar, each, $"{where}, case {index + 1}")).ToArray() };
    }

    private static object AnswerCase(BusinessTime calendar, JsonElement each, string where)
    {
        if (each.ValueKind == JsonValueKind.Object && each.TryGetProperty("sla_start", out _))
        {
            var start = At(each, "sla_start", where);
            var target = TargetSeconds(each, where);
            var pauses = Pauses(each, where);
            var deadline = calendar.Due(start, target, pauses);
            long? elapsed = each.TryGetProperty("stop", out _) ? calendar.Elapsed(start, At(each, "stop", where), pauses) : null;
            return new { DueFill = Text(deadline.Fill), DueNext = Text(deadline.Next), ElapsedSeconds = elapsed, Breached = elapsed > target };
        }

        var seconds = calendar.Elapsed(At(each, "from", where), At(each, "to", where));
        return new { Seconds = seconds, Minutes = seconds / 60 };
    }

    private static long TargetSeconds(JsonElement each, string where)
    {
        if (each.TryGetProperty("target_seconds", out var seconds) && seconds.TryGetInt64(out var exact) && exact >= 0)
            return exact;
        return each.TryGetProperty("target_minutes", out var minutes) && minutes.TryGetDecimal(out var amount) && amount >= 0
            ? (long)(amount * 60)
            : throw new CalendarException($"{where} needs target_minutes, a number that is not negative.");
    }

    private static List<Interval> Pauses(JsonElement each, string where)
    {
        var pauses = new List<Interval>();
        if (!each.TryGetProperty("pauses", out var list) || list.ValueKind == JsonValueKind.Null)
            return pauses;
        foreach (var pair in list.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
                throw new CalendarException($"{where}: a pause is a pair of instants, not {pair.GetRawText()}.");
            var (start, end) = (Instant(pair[0], where), Instant(pair[1], where));
            if (end < start)
                throw new CalendarException($"{where}: the pause {pair.GetRawText()} ends before it starts.");
            pauses.Add(new Interval(start, end));
        }

        return pauses;
    }

    private static Instant At(JsonElement each, string key, string where) =>
        each.ValueKind == JsonValueKind.Object && each.TryGetProperty(key, out var value)
            ? Instant(value, $"{where}, {key}")
            : throw new CalendarException($"{where} has no {key}. A case has from and to, or sla_start, stop, target_minutes and pauses.");

    private static Instant Instant(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String
            ? CalendarJson.ParseInstant(value.GetString()!, where)
            : throw new CalendarException($"{where}: {value.GetRawText()} is not an instant. Write it as \"2026-10-31T14:05:00Z\".");

    private static string? Text(Instant? at) => at is { } instant ? InstantPattern.General.Format(instant) : null;
}
