using Insights.Analytics.Metrics.ServiceLevels;

namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One case that is not closed: what the queues and the Today screen list. Holds instants instead of ages, so that a row stays true until the case itself
/// changes, and what is asked of it at any second needs no history.
/// </summary>
internal sealed class DeskTicket : TicketRow
{
    /// <summary>Of a case that cannot expire. Beyond every instant that is asked for, so that one comparison tells.</summary>
    public static readonly DateTime Never = new(2400, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public const string Us = "us";
    public const string Customer = "customer";
    public const string Vendor = "vendor";
    public const string Provider = "provider";

    public string TicketRef { get; set; } = "";

    /// <summary>Who has it now. People are counted by it and never ranked.</summary>
    public string? Agent { get; set; }
    public DeskQueue Queue { get; set; }

    /// <summary>It is the customer's turn.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>From here on it is expired: into Expired 2 when answered, else into Expired 1.</summary>
    public DateTime ExpiresAt { get; set; } = Never;

    /// <summary>us, customer, vendor, provider; null for what is solved or of a status not mapped.</summary>
    public string? WaitsOn { get; set; }

    /// <summary>Pending although the customer has answered: since when.</summary>
    public DateTime? UnheardSince { get; set; }

    /// <summary>The last public comment by an agent.</summary>
    public DateTime? RepliedAt { get; set; }
}
