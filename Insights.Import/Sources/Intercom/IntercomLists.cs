using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Intercom;

/// <summary>
/// The CSV of Intercom's reports: a conversation a row, with the attributes a person chose. Which these are differs from account to account; the
/// conversation's id is always named so, and headers of times name their zone.
/// </summary>
internal static class IntercomLists
{
    public static FormatProfile Conversations { get; } = new()
    {
        Id = "intercom-conversation-csv",
        Title = "Intercom conversations (CSV)",
        Shape = RecordShape.Delimited,
        Order = 54,
        DefaultSource = IntercomFormats.Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Times = TimeConvention.SourceZone,
        Dates = DateConvention.AskUser,
        DateFields = ["created_at", "updated_at", "solved_at", "closed_at", "first_reply_at"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Conversation ID", "conversation_id", "Intercom conversation ID"),
            Required("created_at", Times("Conversation started at", "Conversation created at", "Conversation started", "Conversation created", "conversation_created_at", "Ticket created", "Started at", "started_at", "Created at", "created_at")),
            Required("status", "Current conversation state", "Conversation state", "conversation_state", "Current state", "State", "Current ticket state category", "Status"),
            Optional("updated_at", Times("Conversation updated at", "Conversation last updated at", "Last updated at", "Updated at", "updated_at")),
            Optional("solved_at", Times("Conversation last closed at", "Last closed at", "Conversation closed at", "conversation_closed_at", "Ticket last resolved", "Closed at")),
            Optional("closed_at", Times("Conversation first closed at", "First closed at")),
            Optional("first_reply_at", Times("Conversation first replied at", "First replied at", "First teammate reply at", "conversation_first_response_at")),
            Optional("subject", "Conversation title", "Ticket title", "Title", "Subject"), Optional("priority", "Conversation priority", "Priority"),
            Optional("channel", "Channel", "Conversation channel"), Optional("type", "Topics", "AI Topic", "Conversation topic", "Ticket category", "Ticket type"),
            Optional("team", "Team currently assigned", "Team assigned", "Team"), Optional("agent", "Teammate currently assigned", "Teammate assigned", "Assignee", "Teammate"),
            Optional("tags", "Conversation tags", "Conversation tag", "conversation_tags", "Tags"),
            Optional("satisfaction", "Conversation rating", "Last teammate rating", "Teammate rating", "Rating"),
            Optional("customer", "User ID", "Contact ID", "User participant IDs"), Optional("customer_email", "User email", "Contact email", "Email", "User participant names", "User name"),
            Optional("first_reply_seconds", "First response time (seconds)", "Time to first response (seconds)", "Teammate first response time (seconds)", "Time to first reply (seconds)"),
            Optional("resolution_seconds", "Time to close (seconds)", "Conversation time to close (seconds)", "Ticket time to resolve (seconds)", "Time to last close (seconds)"),
            Optional("reopens", "Conversation reopens", "Reopens"), TicketFields.Brand("Conversation brand"),
            .. TicketFields.Custom,
        ],
        DelimitedMap = (context, columns) => new IntercomRowMap(context, columns),
    };

    /// <summary>A zone of the list (America/New_York) is taken off headers when they are compared; UTC is part of the name.</summary>
    private static string[] Times(params string[] names) => [.. names, .. names.Select(name => name + " (UTC)")];
}

internal sealed class IntercomRowMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly DelimitedTickets _tickets = new(context, columns, TicketVocabulary.Of("intercom"), TicketTags.Listed);

    public void Map(Row row, FactChunk chunk)
    {
        var ticket = _tickets.Read(row, out var tags);
        _tickets.Add(row, ticket, tags, chunk, new TicketEvents(chunk, ticket.ExternalId, row.Line));
    }
}
