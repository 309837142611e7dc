using System.Text.Json;
using Insights.SampleData.Simulation;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>Zendesk's full JSON export: one ticket a line, with its comments and its audit trail.</summary>
internal sealed class ZendeskExport : IDisposable
{
    private readonly FileStream stream;
    private readonly Utf8JsonWriter json;
    private readonly Ids ids;

    public ZendeskExport(string path, Ids ids)
    {
        this.ids = ids;
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public long Rows { get; private set; }
    public long EventRows { get; private set; }

    public void Write(SupportCase t)
    {
        var customer = Person(t.Contact.Customer.Key);
        json.WriteStartObject();
        json.WriteNumber("id", t.Number);
        json.WriteStartObject("via");
        json.WriteString("channel", t.Channel == "phone" ? "voice" : t.Channel);
        json.WriteEndObject();
        Instant("created_at", t.CreatedAt);
        Instant("updated_at", t.UpdatedAt);
        json.WriteString("type", "problem");
        json.WriteString("subject", t.Subject);
        json.WriteString("raw_subject", t.Subject);
        json.WriteString("description", t.Subject);
        json.WriteString("priority", t.Priority);
        json.WriteString("status", Status(t.Status));
        json.WriteNumber("requester_id", customer);
        json.WriteNumber("submitter_id", Author(t.Events[0], t, customer));
        Person("assignee_id", t.Agent);
        Group(t.Desk);
        json.WriteStartArray("tags");
        foreach (var tag in t.Tags.Split(' '))
            json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteStartArray("custom_fields");
        Field("vendor", t.Contact.Vendor.Code);
        Field("category", t.Contact.Category);
        Field("transaction_id", t.Contact.About is { } about ? ids.PaymentText(about) : null);
        Field("customer", IdText.Of(Ids.CustomerPrefix, t.Contact.Customer.Key));
        Field("team", t.Desk?.Team);
        Field("tier", t.Tier);
        Field("intake", t.Given.Count == 0 ? "none" : string.Join(' ', t.Given));
        json.WriteEndArray();
        json.WriteStartObject("satisfaction_rating");
        json.WriteString("score", t.Satisfaction ?? "unoffered");
        json.WriteEndObject();
        json.WriteStartArray("followup_ids");
        json.WriteEndArray();
        if (t.FollowUpOf != 0)
            json.WriteNumber("via_followup_source_id", t.FollowUpOf);
        Comments(t, customer);
        Audits(t, customer);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
        Rows++;
    }

    public void Dispose()
    {
        json.Dispose();
        stream.Dispose();
    }

    private void Comments(SupportCase t, ulong customer)
    {
        json.WriteStartArray("comments");
        for (var i = 0; i < t.Events.Count; i++)
        {
            var e = t.Events[i];
            if (e.Kind != "comment")
                continue;
            json.WriteStartObject();
            json.WriteNumber("id", EventId(t, i));
            json.WriteNumber("author_id", Author(e, t, customer));
            json.WriteBoolean("public", e.Public);
            Instant("created_at", e.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void Audits(SupportCase t, ulong customer)
    {
        json.WriteStartArray("audits");
        for (var i = 0; i < t.Events.Count; i++)
        {
            var e = t.Events[i];
            EventRows++;
            json.WriteStartObject();
            json.WriteNumber("id", EventId(t, i));
            Instant("created_at", e.At);
            json.WriteNumber("author_id", Author(e, t, customer));
            json.WriteString("actor_kind", CaseText.ActorKind(e.Actor));
            json.WriteStartArray("events");
            json.WriteStartObject();
            json.WriteNumber("id", EventId(t, i) + 1);
            json.WriteString("type", e.Kind switch { "created" => "Create", "comment" => "Comment", _ => "Change" });
            if (e.Kind == "comment")
            {
                json.WriteBoolean("public", e.Public);
            }
            else
            {
                json.WriteString("field_name", e.Kind switch { "created" => "status", "agent" => "assignee_id", _ => e.Kind });
                json.WriteString("value", e.Kind switch
                {
                    "created" or "status" => Status(e.Value!),
                    "agent" => AgentNumber(e.Value).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    _ => e.Value,
                });
                if (e.Reason is not null)
                    json.WriteString("hold_reason", e.Reason);
            }
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static ulong EventId(SupportCase t, int index) => (t.Number * 1000) + (ulong)(index * 2);

    private static ulong Author(CaseEvent e, SupportCase t, ulong customer) => e.Actor switch
    {
        Actor.Customer => customer,
        Actor.Agent => AgentNumber(e.Who ?? t.Agent),
        _ => 1,
    };

    /// <summary>Ids of eight digits: nothing in the export may look like a card number.</summary>
    private static ulong Person(ulong key) => 20_000_000 + (key % 70_000_000);

    internal static ulong AgentNumber(string? name)
    {
        ulong hash = 7;
        foreach (var c in name ?? "")
            hash = ((hash * 31) + c) % 900_000;
        return 10_000_000 + hash;
    }

    private void Person(string property, string? agent)
    {
        if (agent is null)
            json.WriteNull(property);
        else
            json.WriteNumber(property, AgentNumber(agent));
    }

    private void Group(Desk? desk)
    {
        if (desk is null)
            json.WriteNull("group_id");
        else
            json.WriteNumber("group_id", 360_000 + (int)desk.Region);
    }

    private void Field(string id, string? value)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private void Instant(string property, long at) => json.WriteString(property, Story.Moment(at).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static string Status(string canonical) => canonical == "on_hold" ? "hold" : canonical;
}
