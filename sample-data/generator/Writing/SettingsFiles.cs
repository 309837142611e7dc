using System.Globalization;
using System.Text.Json;
using Insights.SampleData.World;
using NodaTime;

namespace Insights.SampleData.Writing;

/// <summary>Vendors, agents, calendars, policies and exchange rates.</summary>
internal static class SettingsFiles
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Vendors(string path, IReadOnlyList<Vendor> vendors)
    {
        using var file = new RecordFile(path, "vendor,name,country");
        foreach (var vendor in vendors)
            file.Text(vendor.Code).Text(vendor.Name).Text(vendor.CountryCode).EndRow();
    }

    public static void Agents(string path, IReadOnlyList<Desk> desks)
    {
        using var file = new RecordFile(path, "agent,team,tier");
        foreach (var desk in desks)
        {
            foreach (var agent in desk.Agents)
                file.Text(agent.Name).Text(desk.Team).Text(agent.Tier).EndRow();
        }
    }

    /// <summary>Business days only, newest first, as the central bank publishes them; smooth and fictional.</summary>
    public static void Rates(string path, Story story)
    {
        using var file = new RecordFile(path, "Date," + string.Join(',', Currency.Quoted.Select(c => c.Code)));
        for (var day = story.Days - 1; day >= 0; day--)
        {
            var date = story.Date(day);
            if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            file.Text(date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            var wave = 1.0;
            foreach (var currency in Currency.Quoted)
            {
                var rate = currency.PerEuro * (1 + (0.035 * Math.Sin((day / 97.0) + wave)) + (0.012 * Math.Sin((day / 23.0) + (2 * wave))));
                file.Text(rate.ToString(currency.Decimals == 0 ? "F2" : "F4", CultureInfo.InvariantCulture));
                wave += 1.3;
            }
            file.EndRow();
        }
    }

    public static void Calendars(string path, IReadOnlyList<Desk> desks)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartArray();
        foreach (var desk in desks)
        {
            json.WriteStartObject();
            json.WriteString("code", desk.Code);
            json.WriteNumber("version", 1);
            json.WriteString("name", desk.Team + " desk");
            json.WriteNull("valid_from");
            json.WriteString("timezone", desk.Zone);
            json.WriteBoolean("always_open", false);
            json.WriteStartObject("hours");
            foreach (var (day, hours) in desk.Week)
            {
                json.WriteStartArray(day);
                foreach (var interval in hours)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(interval[0]);
                    json.WriteStringValue(interval[1]);
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteStartObject("exceptions");
            json.WriteEndObject();
            json.WriteStartArray("holidays");
            foreach (var holiday in desk.Holidays)
                json.WriteStringValue(holiday.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndArray();
            json.WriteStartArray("yearly_holidays");
            foreach (var holiday in desk.YearlyHolidays)
                json.WriteStringValue(holiday);
            json.WriteEndArray();
            json.WriteStartObject("breaks");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Policies(string path, IReadOnlyList<Desk> desks)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartArray();
        foreach (var desk in desks)
        {
            foreach (var (priority, firstReply, resolution) in ServiceTargets.ByPriority)
            {
                json.WriteStartObject();
                json.WriteString("code", priority + "-" + desk.Code);
                json.WriteNumber("version", 1);
                json.WriteString("name", char.ToUpperInvariant(priority[0]) + priority[1..] + ", " + desk.Team);
                json.WriteNull("valid_from");
                json.WriteStartObject("match");
                json.WriteStartArray("priority");
                json.WriteStringValue(priority);
                json.WriteEndArray();
                json.WriteStartArray("team");
                json.WriteStringValue(desk.Team);
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteString("calendar", desk.Code);
                json.WriteString("hours", priority == "urgent" ? "calendar" : "business");
                json.WriteStartObject("targets");
                json.WriteNumber("first_reply_time", firstReply);
                json.WriteNumber("requester_wait_time", resolution);
                json.WriteNumber("total_resolution_time", resolution * (priority == "urgent" ? 3 : 2));
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }
}
