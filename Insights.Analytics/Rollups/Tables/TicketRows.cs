using Insights.Analytics.Metrics.Support;

namespace Insights.Analytics.Rollups.Tables;

/// <summary>What every row derived from a ticket carries, so that one filter works on all of them.</summary>
internal interface ITicketRow
{
    /// <summary>The ticket fact's own key.</summary>
    long TicketKey { get; }
    int VendorId { get; }
    string? Channel { get; }
    string? Category { get; }
    string? Priority { get; }
    string? Team { get; }
    string? Tier { get; }

    /// <summary>The ticket's current status.</summary>
    string? State { get; }

    /// <summary>What the contact is about (IssueTypes), also where no field says so; "unclear" where nothing does.</summary>
    string? Issue { get; }

    /// <summary>Why, of the issue's own causes; null where nothing says.</summary>
    string? IssueCause { get; }
}

/// <summary>The columns of every stored row that carries its ticket's dimensions.</summary>
internal abstract class TicketRow : ITicketRow
{
    public long TicketKey { get; set; }
    public int VendorId { get; set; }
    public string? Channel { get; set; }
    public string? Category { get; set; }
    public string? Priority { get; set; }
    public string? Team { get; set; }
    public string? Tier { get; set; }
    public string? State { get; set; }
    public string? Issue { get; set; }
    public string? IssueCause { get; set; }
}

/// <summary>One ticket as the metrics see it; also what a recompute subtracts before it adds the ticket anew.</summary>
internal sealed class TicketOutcome : TicketRow
{
    public long TicketHash { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public DateOnly CreatedDay { get; set; }

    /// <summary>The last change to solved, derived from the ticket's events; null while it was never solved.</summary>
    public DateTime? SolvedAt { get; set; }
    public DateOnly? SolvedDay { get; set; }

    /// <summary>A merged ticket is the other ticket: in no count, no rate and no backlog of its own.</summary>
    public bool Merged { get; set; }
    public int Reopens { get; set; }

    /// <summary>Hour of the week of its creation in the reporting zone: 0 = Monday 00:00, 167 = Sunday 23:00.</summary>
    public int CreatedHour { get; set; }

    /// <summary>Who has the ticket now. People are counted by it and never ranked.</summary>
    public string? Agent { get; set; }

    /// <summary>Public replies of agents; null where the source tells no comments.</summary>
    public int? Replies { get; set; }

    /// <summary>How often it was passed from one support tier to another.</summary>
    public int Passes { get; set; }

    /// <summary>The closed ticket this one goes on from: its hash, to find it, and its id, because hashes may collide.</summary>
    public long? FollowUpHash { get; set; }
    public string? FollowUpRef { get; set; }

    /// <summary>Until when a follow-up counts as a recontact (Recontact.Days after the solve); null while it is unsolved.</summary>
    public DateTime? RecontactUntil { get; set; }

    /// <summary>good, bad, offered (asked, not answered), or null: never asked.</summary>
    public string? Satisfaction { get; set; }

    /// <summary>Public comments of the customer after it was closed, and the day of the last one.</summary>
    public int ClosedReplies { get; set; }
    public DateOnly? ClosedReplyDay { get; set; }

    /// <summary>How many kinds of payment issue its category and tags name.</summary>
    public int Issues { get; set; }

    /// <summary>What the customer gave at the start, one bit each (IntakeParts); null where the source carries no text to look into.</summary>
    public int? Intake { get; set; }

    /// <summary>Who or what named the issue.</summary>
    public IssueSource IssueBy { get; set; }

    /// <summary>What the words of the subject would have said of a ticket whose fields name the issue: how the words are measured.</summary>
    public WordsVerdict WordsSay { get; set; }

    /// <summary>Of the subject's own words (SubjectKey): tickets with one key say the same. Null without a subject.</summary>
    public long? SubjectKey { get; set; }

    /// <summary>Of vendor and customer; null where no customer is named.</summary>
    public long? CustomerHash { get; set; }

    /// <summary>Of vendor and the payment it names; null where none is named.</summary>
    public long? PaymentHash { get; set; }
}

/// <summary>One stretch of time in which a ticket was unsolved. The backlog at an instant is the number of stretches around it.</summary>
internal sealed class TicketSpan : TicketRow
{
    public int Number { get; set; }
    public DateTime BeganAt { get; set; }
    public DateOnly BeganDay { get; set; }
    public DateTime? EndedAt { get; set; }
    public DateOnly? EndedDay { get; set; }
}
