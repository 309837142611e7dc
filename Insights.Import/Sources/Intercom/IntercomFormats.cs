using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Intercom;

/// <summary>Conversations of Intercom's API, single or as its list, and a warehouse's rows of them.</summary>
internal static class IntercomFormats
{
    public const string Source = "intercom";

    // Issues of other trackers also have id, state and two dates; these are a conversation's.
    private static readonly string[] Marks =
    [
        "conversation_parts", "conversation_message", "conversation_rating", "conversation_rating_value", "statistics", "waiting_since", "snoozed_until", "contacts", "teammates",
        "admin_assignee_id", "team_assignee_id", "source_type", "source_author_type", "_fivetran_active", "first_contact_reply",
    ];

    public static FormatProfile Conversations { get; } = new()
    {
        Id = "intercom-conversation-json",
        Title = "Intercom conversations (JSON)",
        Shape = RecordShape.Json,
        Order = 58,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        // Instants are Unix seconds; warehouses write them as text, in UTC.
        Times = TimeConvention.Utc,
        Fields =
        [
            Required("id"), Required("state"), Required("created_at"), Required("updated_at"),
            .. Optionals("title", "source", "contacts", "user", "admin_assignee_id", "team_assignee_id", "assignee", "priority", "tags", "conversation_parts", "conversation_rating",
                "statistics", "custom_attributes", "_fivetran_active"),
        ],
        HeaderTest = properties => properties.Any(p => Marks.Contains(p, StringComparer.OrdinalIgnoreCase)),
        JsonMap = context => new IntercomConversationMap(context),
    };

    private static IEnumerable<FieldRule> Optionals(params string[] names) => names.Select(n => Optional(n));
}
