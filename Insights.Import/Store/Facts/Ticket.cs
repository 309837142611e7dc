namespace Insights.Import.Store.Facts;

/// <summary>One support case. All instants UTC in whole seconds. Clocks are derived from <see cref="TicketEvent"/>s, never from these fields.</summary>
public sealed class Ticket : IFact
{
    public long Key { get; set; }
    public int SourceId { get; set; }
    public string ExternalId { get; set; } = "";
    public int VendorId { get; set; }
    public string? CustomerRef { get; set; }
    public string? Subject { get; set; }

    /// <summary>email, chat, phone, web, api …; lower-case.</summary>
    public string? Channel { get; set; }

    /// <summary>Payment issue type: failed_payment, delayed_payment, refund, billing_error, fraud, chargeback, payment_method, account, other.</summary>
    public string? Category { get; set; }

    /// <summary>urgent, high, normal, low.</summary>
    public string? Priority { get; set; }

    /// <summary>One of the six: new, open, pending, on_hold, solved, closed; null while the source's status is unmapped.</summary>
    public string? Status { get; set; }

    /// <summary>The status as the source wrote it.</summary>
    public string? RawStatus { get; set; }

    /// <summary>What a ticket on hold waits for, as last reported. Past ones stand in the events.</summary>
    public string? HoldReason { get; set; }
    public string? Team { get; set; }
    public string? Tier { get; set; }

    /// <summary>The shop, product or project the ticket came in for, as the help desk names it.</summary>
    public string? Brand { get; set; }
    public string? Agent { get; set; }
    public DateTime CreatedAt { get; set; }

    /// <summary>Last change to solved (or closed when never solved) according to the source.</summary>
    public DateTime? SolvedAt { get; set; }

    /// <summary>External id of the payment the ticket is about.</summary>
    public string? TransactionRef { get; set; }
    public string? MergedInto { get; set; }
    public string? FollowUpOf { get; set; }

    /// <summary>good, bad, offered, or null.</summary>
    public string? Satisfaction { get; set; }

    /// <summary>Space-separated.</summary>
    public string? Tags { get; set; }

    /// <summary>
    /// Durations and counts the source itself reports, for reconciliation only; seconds. A business one runs on the help desk's own calendar,
    /// and its idea of a state may differ: requester wait of a Zendesk list counts the time in Solved before a reopening too.
    /// </summary>
    public int? ReportedFirstReplySeconds { get; set; }
    public int? ReportedFirstReplyBusinessSeconds { get; set; }
    public int? ReportedFirstResolutionSeconds { get; set; }
    public int? ReportedFirstResolutionBusinessSeconds { get; set; }
    public int? ReportedFullResolutionSeconds { get; set; }
    public int? ReportedFullResolutionBusinessSeconds { get; set; }
    public int? ReportedAgentWaitSeconds { get; set; }
    public int? ReportedAgentWaitBusinessSeconds { get; set; }
    public int? ReportedRequesterWaitSeconds { get; set; }
    public int? ReportedRequesterWaitBusinessSeconds { get; set; }
    public int? ReportedOnHoldSeconds { get; set; }
    public int? ReportedOnHoldBusinessSeconds { get; set; }
    public int? ReportedReopens { get; set; }
    public int? ReportedReplies { get; set; }

    /// <summary>
    /// What the request held at the start, one bit each: account or payment number 1, exact error text 2, time it began 4, environment 8, screenshot 16.
    /// Null where the source carries neither the request nor a field that says it.
    /// </summary>
    public int? Intake { get; set; }

    public DateTime? VersionAt { get; set; }
    public long ContentHash { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }
}
