using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// Reads the columns help desks' lists have in common, by the names a profile gives its fields; a field the profile or the file lacks is
/// empty. A list tells how tickets stand, not how they came there: beside the first reply's instant, where one is told, there are no events.
/// </summary>
internal sealed class DelimitedTickets
{
    // A list that lacks one of these was cut to some columns, and must not empty what another export knew.
    private static readonly string[] Whole = ["subject", "channel", "priority", "team", "agent", "solved_at", "tags", "customer"];

    private readonly MapContext _context;
    private readonly TicketVocabulary _words;
    private readonly Func<string?, TicketTags> _tagsOf;
    private readonly bool _isPartial;
    private readonly Column _id, _number, _status, _statusCategory, _created, _updated, _solved, _closed, _firstReplyAt;
    private readonly Column _subject, _channel, _priority, _type, _team, _agent, _tags, _satisfaction, _customer, _email;
    private readonly Column _vendor, _payment, _tier, _category, _customerField;
    private readonly Column _brand, _holdReason, _intake, _description;
    private readonly ReportedTimes _reported;
    private readonly Unsaid _unsaid;

    /// <param name="tagsOf">How the source writes several tags in one cell.</param>
    public DelimitedTickets(MapContext context, ColumnMap columns, TicketVocabulary words, Func<string?, TicketTags> tagsOf)
    {
        _context = context;
        _words = words;
        _tagsOf = tagsOf;
        Column Of(string field) => columns.Has(field) ? columns[field] : Column.None;
        _isPartial = Whole.Any(field => !columns.Has(field));
        (_id, _number, _status, _statusCategory, _created, _updated) = (Of("id"), Of("number"), Of("status"), Of("status_category"), Of("created_at"), Of("updated_at"));
        (_solved, _closed, _firstReplyAt) = (Of("solved_at"), Of("closed_at"), Of("first_reply_at"));
        (_subject, _channel, _priority, _type, _team, _agent) = (Of("subject"), Of("channel"), Of("priority"), Of("type"), Of("team"), Of("agent"));
        (_tags, _satisfaction, _customer, _email) = (Of("tags"), Of("satisfaction"), Of("customer"), Of("customer_email"));
        (_vendor, _payment, _tier, _category, _customerField) = (Of("vendor"), Of("transaction_id"), Of("tier"), Of("category_field"), Of("customer_field"));
        (_brand, _holdReason) = (Of("brand"), Of("hold_reason"));
        (_intake, _description) = (Of("intake"), Of("description"));
        _reported = new ReportedTimes(columns);
        _unsaid = (_reported.Exist ? Unsaid.None : Unsaid.Reported) | (_brand.Exists ? Unsaid.None : Unsaid.Brand);
    }

    public Ticket Read(Row row, out TicketTags tags) => Read(row, row.Text(_tags, 4000), out tags);

    public Ticket Read(Row row, string? tagText, out TicketTags tags)
    {
        tags = _tagsOf(tagText);
        string? rawStatus = row.Pooled(_status);
        var ticket = new Ticket
        {
            ExternalId = row.Id(_number.Exists && row.IsEmpty(_id) ? _number : _id),
            CustomerRef = row.Reference(_customerField) ?? row.Reference(_customer) ?? row.Reference(_email),
            Subject = row.Text(_subject),
            Channel = _words.Channel(Said(row, _channel)),
            Category = _words.Category(row.Pooled(_category)) ?? tags.Category(_words) ?? _words.Category(row.Pooled(_type)),
            Priority = Priority(row),
            RawStatus = rawStatus,
            Status = Status(row, rawStatus),
            Team = Said(row, _team),
            Tier = Said(row, _tier),
            Brand = Said(row, _brand),
            HoldReason = HoldReason(row),
            Agent = Said(row, _agent),
            CreatedAt = row.RequiredInstant(_created),
            VersionAt = row.Instant(_updated),
            SolvedAt = row.Instant(_solved) ?? row.Instant(_closed),
            TransactionRef = row.Reference(_payment) ?? tags.Value("payment"),
            Satisfaction = _words.Satisfaction(row.Pooled(_satisfaction)),
            Tags = tags.Text,
            Line = row.Line,
        };
        ticket.Intake = Intake.Named(row.Text(_intake)) ?? Intake.Of(row.Text(_description, 10_000), payment: ticket.TransactionRef is not null);
        _reported.Read(row, ticket);
        return ticket;
    }

    /// <summary>Checks the ticket against itself and adds it, and its first reply where the list tells the instant.</summary>
    public void Add(Row row, Ticket ticket, TicketTags tags, FactChunk chunk, TicketEvents events)
    {
        if (row.Instant(_firstReplyAt) is { } replied && replied >= ticket.CreatedAt)
            events.Add("first-reply", replied, "comment", "agent", isPublic: true);
        if (events.Count == 0 && !row.IsRejected && _context.FirstTime("history-missing"))
            row.Warn(null, null, "history-missing", "The file tells how its tickets stand and not what happened to them, so their times to reply and to solve show as unmeasured. What the help desk reports itself is kept beside. Said once for this file.");
        Validate.Ticket(ticket, row);
        string? vendor = Named(_context.VendorOf(row, _vendor));
        if (!_context.Profile.Vendor.IsOwn)
            vendor ??= tags.Value("vendor");
        chunk.Add(ticket, vendor, _unsaid, _isPartial);
    }

    /// <summary>The text of a cell; null where the list writes that there is nobody and nothing.</summary>
    public string? Said(Row row, Column column) => Named(row.Pooled(column));

    private string? Named(string? text) => text is null || text is "-" or "--" or "—" || _words.Find("nobody", text) is not null ? null : text;

    private string? Priority(Row row)
    {
        string? raw = Said(row, _priority);
        string? priority = _words.Priority(raw, out bool isKnown);
        if (!isKnown)
            priority = row.Meaning(ValueKinds.Priority, raw);
        if (!isKnown && priority is null && !row.MeansNothing(ValueKinds.Priority, raw))
            row.Warn(_priority.Header, raw, "word-unknown", $"This priority is none of {Words.TicketPriority.Listing}. The field was left empty.");
        return priority;
    }

    /// <summary>A code the help desk has a name for is shown by its name.</summary>
    private string? HoldReason(Row row)
    {
        string? raw = Said(row, _holdReason);
        return _words.Find("hold-reason", raw) ?? raw;
    }

    private string? Status(Row row, string? raw)
    {
        string? status = _words.Status(raw) ?? _words.Find("status-category", row.Pooled(_statusCategory)) ?? row.Meaning(ValueKinds.TicketStatus, raw);
        if (status is null && raw is not null)
            row.Warn(_status.Header, raw, "status-unmapped", $"This status is not one of the six ({Words.TicketStatus.Listing}). The ticket is kept with its status unmapped.");
        return status;
    }
}
