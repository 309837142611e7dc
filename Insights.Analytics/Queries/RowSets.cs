namespace Insights.Analytics.Queries;

/// <summary>
/// Every row set behind the catalogue's numbers. A tile's count equals the number of rows its set returns under the same filter,
/// so a new metric names its set here first.
/// </summary>
public static class RowSets
{
    public const string TicketsCreated = "tickets.created";
    public const string TicketsSolved = "tickets.solved";
    public const string TicketsBacklog = "tickets.backlog";

    public const string ClocksFirstReply = "clocks.first_reply";
    public const string ClocksFullResolution = "clocks.full_resolution";
    public const string ClocksDecided = "clocks.decided";
    public const string ClocksMet = "clocks.met";
    public const string ClocksFirstReplyDecided = "clocks.first_reply.decided";
    public const string ClocksFirstReplyMet = "clocks.first_reply.met";
    public const string ClocksResolutionDecided = "clocks.resolution.decided";
    public const string ClocksResolutionMet = "clocks.resolution.met";

    public const string PaymentsSucceeded = "payments.succeeded";
    public const string PaymentsAttempts = "payments.attempts";
    public const string PaymentsFailed = "payments.failed";
    public const string Refunds = "refunds";

    public const string DisputesOpened = "disputes.opened";
    public const string DisputesCharged = "disputes.charged";
    public const string DisputesDecided = "disputes.decided";
    public const string DisputesChallengedDecided = "disputes.challenged.decided";
    public const string DisputesWon = "disputes.won";

    public static IReadOnlyList<RowSetInfo> All { get; } =
    [
        new(TicketsCreated, "Tickets created", RowKind.Tickets, "ticket created"),
        new(TicketsSolved, "Tickets solved", RowKind.Tickets, "last change to solved"),
        new(TicketsBacklog, "Tickets unsolved at the end of the period", RowKind.Tickets, "unsolved at an instant"),

        new(ClocksFirstReply, "First replies", RowKind.Clocks, "first reply sent"),
        new(ClocksFullResolution, "Resolutions", RowKind.Clocks, "last change to solved"),
        new(ClocksDecided, "Targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksMet, "Targets met", RowKind.Clocks, "clock decided"),
        new(ClocksFirstReplyDecided, "First reply targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksFirstReplyMet, "First reply targets met", RowKind.Clocks, "clock decided"),
        new(ClocksResolutionDecided, "Resolution targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksResolutionMet, "Resolution targets met", RowKind.Clocks, "clock decided"),

        new(PaymentsSucceeded, "Successful payments", RowKind.Transactions, "charge date"),
        new(PaymentsAttempts, "Payment attempts that succeeded or failed", RowKind.Transactions, "charge date"),
        new(PaymentsFailed, "Failed payments", RowKind.Transactions, "charge date"),
        new(Refunds, "Refunds", RowKind.Transactions, "refund date"),

        new(DisputesOpened, "Disputes received", RowKind.Disputes, "dispute date"),
        new(DisputesCharged, "Disputes on payments of the period", RowKind.Disputes, "charge date"),
        new(DisputesDecided, "Disputes decided", RowKind.Disputes, "decision date"),
        new(DisputesChallengedDecided, "Challenged disputes decided", RowKind.Disputes, "decision date"),
        new(DisputesWon, "Challenged disputes won", RowKind.Disputes, "decision date"),
    ];

    private static readonly Dictionary<string, RowSetInfo> s_byId = All.ToDictionary(set => set.Id, StringComparer.Ordinal);

    public static RowSetInfo? Find(string id) => s_byId.GetValueOrDefault(id);
}
