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
    public const string TicketsReopened = "tickets.reopened";
    public const string TicketsRecontacted = "tickets.recontacted";
    public const string TicketsSolvedKnown = "tickets.solved.known";
    public const string TicketsFirstContact = "tickets.first_contact";
    public const string TicketsAsked = "tickets.asked";
    public const string TicketsRated = "tickets.rated";
    public const string TicketsRatedGood = "tickets.rated.good";
    public const string TicketsPassed = "tickets.passed";
    public const string TicketsFollowUps = "tickets.follow_ups";
    public const string TicketsClosedReplies = "tickets.closed_replies";
    public const string TicketsSeveralIssues = "tickets.several_issues";
    public const string TicketsIntakeKnown = "tickets.intake.known";
    public const string TicketsIntakeComplete = "tickets.intake.complete";
    public const string TicketsIntakeSolved = "tickets.intake.solved";

    public const string TicketsClassified = "tickets.classified";
    public const string TicketsWordsKnown = "tickets.words.known";
    public const string TicketsWordsAgree = "tickets.words.agree";
    public const string TicketsRatedBad = "tickets.rated.bad";
    public const string TicketsSolvedPassed = "tickets.solved.passed";

    public const string ClocksFirstReply = "clocks.first_reply";
    public const string ClocksFullResolution = "clocks.full_resolution";
    public const string ClocksDecided = "clocks.decided";
    public const string ClocksMet = "clocks.met";
    public const string ClocksBreached = "clocks.breached";
    public const string ClocksNearMisses = "clocks.near_misses";
    public const string ClocksReplies = "clocks.replies";
    public const string ClocksPassed = "clocks.passed";
    public const string ClocksMeasured = "clocks.measured";
    public const string ClocksWithinTarget = "clocks.measured.within_target";
    public const string ClocksLate = "clocks.measured.late";
    public const string ClocksOpenInTime = "clocks.open_in_time";
    public const string ClocksAtRisk = "clocks.open_in_time.at_risk";
    public const string ClocksAll = "clocks.all";
    public const string ClocksBreachedEnded = "clocks.breached.ended";
    public const string ClocksMerged = "clocks.merged";
    public const string ClocksExempt = "clocks.exempt";
    public const string ClocksNoPolicy = "clocks.no_policy";
    public const string ClocksUnmeasured = "clocks.unmeasured";
    public const string ClocksFirstReplyDecided = "clocks.first_reply.decided";
    public const string ClocksFirstReplyMet = "clocks.first_reply.met";
    public const string ClocksResolutionDecided = "clocks.resolution.decided";
    public const string ClocksResolutionMet = "clocks.resolution.met";

    public const string ClocksRestated = "clocks.restated";

    public const string PaymentsSucceeded = "payments.succeeded";
    public const string PaymentsAttempts = "payments.attempts";
    public const string PaymentsFailed = "payments.failed";
    public const string PaymentsVisa = "payments.visa";
    public const string PaymentsMastercardBefore = "payments.mastercard_month_before";
    public const string Refunds = "refunds";
    public const string RefundsFailed = "refunds.failed";
    public const string RefundsAnswered = "refunds.answered";

    public const string OrdersFailed = "orders.failed";
    public const string OrdersRecovered = "orders.recovered";
    public const string OrdersLost = "orders.lost";
    public const string PaymentsPending = "payments.pending";
    public const string PaymentsOverdue = "payments.pending.overdue";
    public const string RefundsTimed = "refunds.timed";
    public const string RefundsInTime = "refunds.timed.in_time";
    public const string RefundsModeKnown = "refunds.mode_known";
    public const string RefundsManual = "refunds.mode_known.manual";
    public const string RefundsUnpaid = "refunds.unpaid";
    public const string RefundsRepeated = "refunds.repeated";
    public const string RefundsMadeGood = "refunds.made_good";
    public const string BillingCandidates = "billing.candidates";
    public const string BillingDuplicates = "billing.duplicates";
    public const string FraudSignals = "fraud.signals";
    public const string FraudTesting = "fraud.card_testing";
    public const string BlockCandidates = "fraud.block_candidates";

    public const string DisputesOpened = "disputes.opened";
    public const string DisputesMastercard = "disputes.mastercard";
    public const string DisputesVamp = "disputes.vamp";
    public const string FraudNotices = "disputes.fraud_notices";
    public const string DisputesCharged = "disputes.charged";
    public const string DisputesDecided = "disputes.decided";
    public const string DisputesChallengedDecided = "disputes.challenged.decided";
    public const string DisputesWon = "disputes.won";

    public const string DisputesChallenged = "disputes.challenged";
    public const string DisputesExpired = "disputes.expired";
    public const string DisputesLate = "disputes.late";
    public const string DisputesResponded = "disputes.responded";
    public const string DisputesRecovered = "disputes.recovered";
    public const string DisputesContacted = "disputes.contacted";
    public const string DisputesDeflectable = "disputes.deflectable";
    public const string DisputesNeverContacted = "disputes.never_contacted";
    public const string DisputesRefunded = "disputes.refunded";
    public const string DisputesDoubleLoss = "disputes.double_loss";
    public const string DisputesDuplicate = "disputes.duplicate";
    public const string DisputesNoticed = "disputes.noticed";
    public const string DisputesWonOfReceived = "disputes.received.won";
    public const string DisputesPrevented = "disputes.prevented";
    public const string DisputesPreventedOrReceived = "disputes.prevented_or_received";
    public const string DisputesChargeKnown = "disputes.charge_known";
    public const string DisputesProvisional = "disputes.provisional";
    public const string DisputesCohort = "disputes.cohort";
    public const string DisputesPattern = "disputes.pattern";

    public static IReadOnlyList<RowSetInfo> All { get; } =
    [
        new(TicketsCreated, "Tickets created", RowKind.Tickets, "ticket created"),
        new(TicketsSolved, "Tickets solved", RowKind.Tickets, "last change to solved"),
        new(TicketsBacklog, "Tickets unsolved at the end of the period", RowKind.Tickets, "unsolved at an instant"),
        new(TicketsReopened, "Tickets solved after a reopen", RowKind.Tickets, "last change to solved"),
        new(TicketsRecontacted, "Tickets solved that a follow-up came to", RowKind.Tickets, "last change to solved"),
        new(TicketsSolvedKnown, "Tickets solved whose conversation is known", RowKind.Tickets, "last change to solved"),
        new(TicketsFirstContact, "Tickets solved at first contact", RowKind.Tickets, "last change to solved"),
        new(TicketsAsked, "Tickets solved whose customer was asked for a rating", RowKind.Tickets, "last change to solved"),
        new(TicketsRated, "Tickets solved with a rating", RowKind.Tickets, "last change to solved"),
        new(TicketsRatedGood, "Tickets solved and rated good", RowKind.Tickets, "last change to solved"),
        new(TicketsPassed, "Tickets passed between support tiers", RowKind.Tickets, "ticket created"),
        new(TicketsFollowUps, "Tickets that go on from a closed one", RowKind.Tickets, "ticket created"),
        new(TicketsClosedReplies, "Closed tickets the customer replied to", RowKind.Tickets, "last reply after closing"),
        new(TicketsSeveralIssues, "Tickets with several issues", RowKind.Tickets, "ticket created"),
        new(TicketsIntakeKnown, "Tickets with a text to look into", RowKind.Tickets, "ticket created"),
        new(TicketsIntakeSolved, "Solved tickets with a text to look into", RowKind.Tickets, "ticket created"),
        new(TicketsClassified, "Tickets whose issue is known", RowKind.Tickets, "ticket created"),
        new(TicketsWordsKnown, "Tickets whose words can be held against their fields", RowKind.Tickets, "ticket created"),
        new(TicketsWordsAgree, "Tickets whose words say what their fields say", RowKind.Tickets, "ticket created"),
        new(TicketsRatedBad, "Tickets solved and rated bad", RowKind.Tickets, "last change to solved"),
        new(TicketsSolvedPassed, "Tickets solved after a pass between support tiers", RowKind.Tickets, "last change to solved"),
        new(TicketsIntakeComplete, "Tickets with all five details at the start", RowKind.Tickets, "ticket created"),

        new(ClocksFirstReply, "First replies", RowKind.Clocks, "first reply sent"),
        new(ClocksFullResolution, "Resolutions", RowKind.Clocks, "last change to solved"),
        new(ClocksDecided, "Targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksMet, "Targets met", RowKind.Clocks, "clock decided"),
        new(ClocksBreached, "Targets missed", RowKind.Clocks, "clock decided"),
        new(ClocksNearMisses, "Targets met with more than 80 % used up", RowKind.Clocks, "clock decided"),
        new(ClocksOpenInTime, "Clocks open in time at the end of the period", RowKind.Clocks, "running at an instant"),
        new(ClocksAtRisk, "Clocks open in time at the end of the period, at risk", RowKind.Clocks, "running at an instant"),
        new(ClocksAll, "Clocks decided in the period, and those beside the rate", RowKind.Clocks, "clock decided, or as each kind is counted"),
        new(ClocksBreachedEnded, "Targets missed whose clock has ended", RowKind.Clocks, "clock decided"),
        new(ClocksMerged, "Clocks of merged tickets", RowKind.Clocks, "clock ended"),
        new(ClocksExempt, "Clocks exempt from their target", RowKind.Clocks, "clock ended"),
        new(ClocksNoPolicy, "Clocks that no policy matched", RowKind.Clocks, "clock ended"),
        new(ClocksUnmeasured, "Clocks without the history it takes", RowKind.Clocks, "clock started"),
        new(ClocksMeasured, "Clocks that ended", RowKind.Clocks, "clock ended"),
        new(ClocksWithinTarget, "Clocks that ended within their target", RowKind.Clocks, "clock ended"),
        new(ClocksLate, "Clocks that ended over their target", RowKind.Clocks, "clock ended"),
        new(ClocksReplies, "Replies to waiting customers", RowKind.Clocks, "reply sent"),
        new(ClocksPassed, "Passes from tier to tier", RowKind.Clocks, "passed on"),
        new(ClocksFirstReplyDecided, "First reply targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksFirstReplyMet, "First reply targets met", RowKind.Clocks, "clock decided"),
        new(ClocksResolutionDecided, "Resolution targets decided", RowKind.Clocks, "clock decided"),
        new(ClocksResolutionMet, "Resolution targets met", RowKind.Clocks, "clock decided"),

        new(ClocksRestated, "Clocks of closed months that were restated", RowKind.Clocks, "month closed"),

        new(PaymentsSucceeded, "Successful payments", RowKind.Transactions, "charge date"),
        new(PaymentsAttempts, "Payment attempts that succeeded or failed", RowKind.Transactions, "charge date"),
        new(PaymentsFailed, "Failed payments", RowKind.Transactions, "charge date"),
        new(PaymentsVisa, "Successful Visa payments", RowKind.Transactions, "charge date"),
        new(PaymentsMastercardBefore, "Successful Mastercard payments of the month before", RowKind.Transactions, "charge date"),
        new(Refunds, "Refunds", RowKind.Transactions, "refund date"),
        new(RefundsFailed, "Failed refunds", RowKind.Transactions, "refund date"),
        new(RefundsAnswered, "Refunds that succeeded or failed", RowKind.Transactions, "refund date"),

        new(OrdersFailed, "Orders whose payment failed", RowKind.Transactions, "first failed attempt"),
        new(OrdersRecovered, "Failed orders that were paid within a week", RowKind.Transactions, "first failed attempt"),
        new(OrdersLost, "Failed orders that were not paid within a week", RowKind.Transactions, "first failed attempt"),
        new(PaymentsPending, "Payments that wait for an answer", RowKind.Transactions, "charge date"),
        new(PaymentsOverdue, "Payments that have waited too long, to take up with the provider", RowKind.Transactions, "charge date"),
        new(RefundsTimed, "Refunds whose arrival is known", RowKind.Transactions, "refund date"),
        new(RefundsInTime, "Refunds that arrived as promised", RowKind.Transactions, "refund date"),
        new(RefundsModeKnown, "Refunds known to be automatic or made by hand", RowKind.Transactions, "refund date"),
        new(RefundsManual, "Refunds made by hand", RowKind.Transactions, "refund date"),
        new(RefundsUnpaid, "Refunds that failed or wait, and were not made good", RowKind.Transactions, "refund date"),
        new(RefundsRepeated, "Refunds of payments that were refunded before", RowKind.Transactions, "refund date"),
        new(RefundsMadeGood, "Refunds made after one had failed", RowKind.Transactions, "refund date"),
        new(BillingCandidates, "Charges that look wrong", RowKind.Transactions, "charge date"),
        new(BillingDuplicates, "Charges that look like duplicates", RowKind.Transactions, "charge date"),
        new(FraudSignals, "Fraud signals", RowKind.Transactions, "first attempt; last dispute of repeat disputers"),
        new(FraudTesting, "Waves of card testing", RowKind.Transactions, "first attempt"),
        new(BlockCandidates, "Cards and customers to consider for a block list", RowKind.Transactions, "first attempt; last dispute of repeat disputers"),

        new(DisputesOpened, "Disputes received", RowKind.Disputes, "dispute date"),
        new(DisputesMastercard, "Mastercard disputes received", RowKind.Disputes, "dispute date"),
        new(DisputesVamp, "Visa fraud reports and disputes received", RowKind.Disputes, "dispute date"),
        new(FraudNotices, "Fraud reports received", RowKind.Disputes, "dispute date"),
        new(DisputesCharged, "Disputes on payments of the period", RowKind.Disputes, "charge date"),
        new(DisputesDecided, "Disputes decided", RowKind.Disputes, "decision date"),
        new(DisputesChallengedDecided, "Challenged disputes decided", RowKind.Disputes, "decision date"),
        new(DisputesWon, "Challenged disputes won", RowKind.Disputes, "decision date"),
        new(DisputesRecovered, "Disputes won, with what came back", RowKind.Disputes, "decision date"),
        new(DisputesChallenged, "Disputes challenged with evidence", RowKind.Disputes, "dispute date"),
        new(DisputesExpired, "Disputes that expired unanswered", RowKind.Disputes, "dispute date"),
        new(DisputesResponded, "Disputes answered", RowKind.Disputes, "dispute date"),
        new(DisputesLate, "Disputes answered late or never", RowKind.Disputes, "dispute date"),
        new(DisputesContacted, "Disputes whose customer had asked support first", RowKind.Disputes, "dispute date"),
        new(DisputesDeflectable, "Disputes after a ticket, not refunded in full", RowKind.Disputes, "dispute date"),
        new(DisputesNeverContacted, "Disputes without any contact before", RowKind.Disputes, "dispute date"),
        new(DisputesRefunded, "Disputes of payments refunded before", RowKind.Disputes, "dispute date"),
        new(DisputesDoubleLoss, "Disputes lost on refunded payments", RowKind.Disputes, "dispute date"),
        new(DisputesDuplicate, "Disputes of payments charged twice", RowKind.Disputes, "dispute date"),
        new(DisputesNoticed, "Disputes after a fraud notice or alert", RowKind.Disputes, "dispute date"),
        new(DisputesWonOfReceived, "Disputes received that were won", RowKind.Disputes, "dispute date"),
        new(DisputesPrevented, "Disputes prevented", RowKind.Disputes, "dispute date"),
        new(DisputesPreventedOrReceived, "Disputes prevented or received", RowKind.Disputes, "dispute date"),
        new(DisputesChargeKnown, "Disputes whose charge date is known", RowKind.Disputes, "dispute date"),
        new(DisputesProvisional, "Disputes decided whose outcome may still be turned round", RowKind.Disputes, "decision date"),
        new(DisputesCohort, "Disputes on payments of a month, received within some months", RowKind.Disputes, "charge date"),
        new(DisputesPattern, "Disputes of a pattern", RowKind.Disputes, "charge date"),
    ];

    /// <summary>
    /// Rows behind the lines beside a rate and behind tables of times: counted there, metrics of their own nowhere.
    /// </summary>
    public static IReadOnlyList<string> Beside { get; } =
        [TicketsIntakeSolved, TicketsRatedBad, TicketsSolvedPassed, PaymentsOverdue, ClocksOpenInTime, ClocksAtRisk, ClocksAll, ClocksBreachedEnded, ClocksMerged, ClocksExempt, ClocksNoPolicy, ClocksUnmeasured, ClocksMeasured, ClocksWithinTarget, ClocksLate, ClocksRestated, DisputesCohort, DisputesPattern];

    public const string NowAtRisk = "now.at_risk";
    public const string NowDue = "now.due";
    public const string NowBreached = "now.breached";
    public const string NowUnheard = "now.unheard";
    public const string NowUnsolved = "now.unsolved";
    public const string NowWaitsOnUs = "now.waits.us";
    public const string NowWaitsOnCustomer = "now.waits.customer";
    public const string NowWaitsOnVendor = "now.waits.vendor";
    public const string NowWaitsOnProvider = "now.waits.provider";

    public const string NowEvidence = "now.evidence";
    public const string NowEvidenceOverdue = "now.evidence_overdue";

    public const string QueueNew = "queue.new";
    public const string QueueOpen = "queue.open";
    public const string QueueWaiting = "queue.waiting";
    public const string QueueExpired1 = "queue.expired_1";
    public const string QueueExpired2 = "queue.expired_2";
    public const string QueueClosed = "queue.closed";
    public const string QueueAll = "queue.all";

    /// <summary>What is counted by no date: how it is at the second it is asked for.</summary>
    public const string AsOfNow = "as it is now";

    /// <summary>The desk as it is now, whatever days the filter names.</summary>
    public static IReadOnlyList<RowSetInfo> Now { get; } =
    [
        new(NowAtRisk, "Targets at risk now", RowKind.Clocks, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(NowDue, "Deadlines of the next 24 hours", RowKind.Clocks, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(NowBreached, "Targets breached and still open", RowKind.Clocks, AsOfNow) { IsNow = true },
        new(NowUnheard, "Cases paused though the customer has answered", RowKind.Tickets, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(NowUnsolved, "Unsolved cases now", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(NowWaitsOnUs, "Cases waiting on us", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(NowWaitsOnCustomer, "Cases waiting on the customer", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(NowWaitsOnVendor, "Cases waiting on the vendor", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(NowWaitsOnProvider, "Cases waiting on a provider", RowKind.Tickets, AsOfNow) { IsNow = true },

        new(QueueNew, "New cases", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(QueueOpen, "Open cases", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(QueueWaiting, "Waiting cases", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(QueueExpired1, "Expired 1: no agent reply in 30 days", RowKind.Tickets, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(QueueExpired2, "Expired 2: answered, never closed", RowKind.Tickets, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(QueueClosed, "Closed cases", RowKind.Tickets, AsOfNow) { IsNow = true },
        new(QueueAll, "All cases", RowKind.Tickets, AsOfNow) { IsNow = true },

        new(NowEvidence, "Disputes whose evidence is due", RowKind.Disputes, AsOfNow) { IsNow = true, EarliestFirst = true },
        new(NowEvidenceOverdue, "Disputes whose evidence is overdue", RowKind.Disputes, AsOfNow) { IsNow = true, EarliestFirst = true },
    ];

    /// <summary>Queues that hold the whole history; time alone moves nothing in or out of them.</summary>
    internal static bool ReachesBack(string id) => id is QueueAll or QueueClosed;

    internal static bool ChangesByTheSecond(string id) => Find(id)?.IsNow == true && !ReachesBack(id);

    private static readonly Dictionary<string, RowSetInfo> s_byId = All.Concat(Now).ToDictionary(set => set.Id, StringComparer.Ordinal);

    public static RowSetInfo? Find(string id) => s_byId.GetValueOrDefault(id);
}
