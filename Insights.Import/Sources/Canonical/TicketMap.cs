using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Canonical;

internal sealed class TicketMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["ticket_id"], _vendor = columns["vendor"], _customer = columns["customer"], _subject = columns["subject"];
    private readonly Column _channel = columns["channel"], _category = columns["category"], _priority = columns["priority"], _status = columns["status"];
    private readonly Column _team = columns["team"], _tier = columns["tier"], _agent = columns["agent"];
    private readonly Column _created = columns["created_at"], _updated = columns["updated_at"], _solved = columns["solved_at"];
    private readonly Column _transaction = columns["transaction_id"], _merged = columns["merged_into"], _followUp = columns["follow_up_of"];
    private readonly Column _satisfaction = columns["satisfaction"], _tags = columns["tags"];
    private readonly Column _intake = columns["intake"], _description = columns["description"];
    private readonly Column _brand = columns["brand"], _holdReason = columns["hold_reason"];
    private readonly Unsaid _unsaid = Unsaid.Reported | (columns["brand"] is { Exists: false, Own: null } ? Unsaid.Brand : Unsaid.None);

    public void Map(Row row, FactChunk chunk)
    {
        var ticket = new Ticket
        {
            ExternalId = row.Id(_id),
            CustomerRef = row.Reference(_customer),
            Subject = row.Text(_subject),
            Channel = row.Pooled(_channel)?.ToLowerInvariant(),
            Category = row.Word(_category, Words.TicketCategory),
            Priority = row.Word(_priority, Words.TicketPriority),
            RawStatus = row.Pooled(_status),
            Team = row.Pooled(_team),
            Tier = row.Pooled(_tier),
            Brand = row.Pooled(_brand),
            HoldReason = row.Pooled(_holdReason),
            Agent = row.Pooled(_agent),
            CreatedAt = row.RequiredInstant(_created),
            VersionAt = row.Instant(_updated),
            SolvedAt = row.Instant(_solved),
            TransactionRef = row.Reference(_transaction),
            MergedInto = row.Reference(_merged),
            FollowUpOf = row.Reference(_followUp),
            Satisfaction = row.Word(_satisfaction, Words.Satisfaction),
            Tags = row.Text(_tags),
            Intake = Intake.Named(row.Text(_intake)) ?? Intake.Of(row.Text(_description, 10_000), payment: !row.IsEmpty(_transaction)),
            Line = row.Line,
        };
        ticket.Status = StatusOf(row, _status);
        Validate.Ticket(ticket, row);
        chunk.Add(ticket, context.VendorOf(row, _vendor), _unsaid);
    }

    /// <summary>An unknown status is kept as it came, unmapped, because a ticket without a status is still a ticket.</summary>
    private static string? StatusOf(Row row, Column column)
    {
        var cell = row.Bytes(column);
        if (cell.IsEmpty)
            return null;
        string? status = column.Own?.Words?.Find(cell) ?? Words.TicketStatus.Find(cell) ?? row.Meaning(ValueKinds.TicketStatus, Encoding.UTF8.GetString(cell));
        if (status is null)
            row.Warn(column.Header, Encoding.UTF8.GetString(cell), "status-unmapped", $"This status is not one of the six ({Words.TicketStatus.Listing}). The ticket is kept with its status unmapped.");
        return status;
    }
}

internal sealed class TicketEventMap(ColumnMap columns) : IRowMap
{
    private static readonly Fault NeedsValue = new("event-without-value", "An event of this kind says the new value, and the cell is empty.");
    private readonly Column _ticket = columns["ticket_id"], _event = columns["event_id"], _occurred = columns["occurred_at"], _kind = columns["kind"];
    private readonly Column _actorKind = columns["actor_kind"], _actor = columns["actor"], _public = columns["public"], _value = columns["value"], _reason = columns["reason"];

    public void Map(Row row, FactChunk chunk)
    {
        var happened = new TicketEvent
        {
            TicketRef = row.Id(_ticket),
            EventId = row.Id(_event),
            OccurredAt = row.RequiredInstant(_occurred),
            Kind = row.Word(_kind, Words.EventKind) ?? "",
            ActorKind = row.Word(_actorKind, Words.ActorKind) ?? "system",
            Actor = row.Pooled(_actor),
            IsPublic = row.YesNo(_public) ?? false,
            Value = row.Pooled(_value),
            Reason = row.Pooled(_reason),
            Line = row.Line,
        };
        if (happened.Kind is "status" or "created" && happened.Value is not null)
        {
            // Clocks run on the six states; an unknown word would stop them silently.
            string? status = _value.Own?.Words?.Find(happened.Value) ?? Words.TicketStatus.Find(happened.Value) ?? row.Meaning(ValueKinds.TicketStatus, happened.Value);
            if (status is null)
                row.Warn(_value.Header, happened.Value, "status-unmapped", $"This status is not one of the six ({Words.TicketStatus.Listing}). The event is kept as it came.");
            happened.Value = status ?? happened.Value;
        }
        else if (happened.Kind is "status" or "merged" && happened.Value is null)
        {
            row.Reject(_value.Header, null, NeedsValue);
        }

        chunk.TicketEvents.Add(happened);
    }
}
