namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One dispute (or inquiry, notice, alert: <see cref="IsDispute"/> tells) with all that is known around it: its course, its money, the payment, the customer,
/// the refund and the support case before it. What patterns, scorecards, deadlines and the dispute's own page read.
/// Every join stays inside the dispute's vendor, so that a vendor reads nothing of another's customers.
/// </summary>
internal sealed class DisputeLedger
{
    public const string NoRefund = "none";
    public const string PartialRefund = "partial";
    public const string FullRefund = "full";

    /// <summary>The dispute fact's own key: rows lie in the order the disputes were opened.</summary>
    public long DisputeKey { get; set; }
    public long DisputeHash { get; set; }
    public int SourceId { get; set; }
    public string DisputeRef { get; set; } = "";
    public int VendorId { get; set; }
    public string? Network { get; set; }
    public string? ReasonGroup { get; set; }
    public string? ReasonCategory { get; set; }
    public string? ReasonCode { get; set; }
    public string? SubReason { get; set; }

    /// <summary>Current canonical state, from the last event.</summary>
    public string State { get; set; } = "";

    /// <summary>0 notice, 1 inquiry, 2 chargeback, 3 pre-arbitration, 4 arbitration (DisputeStage).</summary>
    public int Stage { get; set; }
    public int Cycle { get; set; }

    /// <summary>won, lost, accepted, expired, prevented, withdrawn, inquiry_closed; null while it is open.</summary>
    public string? Outcome { get; set; }

    /// <summary>Counts in ratios: a first chargeback moved funds.</summary>
    public bool IsDispute { get; set; }
    public bool OpenedAsLost { get; set; }
    public bool LateWin { get; set; }

    /// <summary>Evidence was sent, or it was won.</summary>
    public bool Challenged { get; set; }
    public DateTime OpenedAt { get; set; }
    public DateOnly OpenedDay { get; set; }
    public DateTime? ChargedAt { get; set; }
    public DateOnly? ChargedDay { get; set; }
    public DateTime? DueAt { get; set; }
    public bool DueIsEstimated { get; set; }
    public DateTime? RespondedAt { get; set; }

    /// <summary>1: after the due date or never; 0: in time; null: no due date, or no answer yet.</summary>
    public int? RespondedLate { get; set; }
    public DateTime? DecidedAt { get; set; }
    public DateOnly? DecidedDay { get; set; }

    /// <summary>Seconds until evidence was due in which the vendor's answer was awaited, and in which it was with the acquirer (HeldTime); both null while the clock runs.</summary>
    public long? VendorHeldSeconds { get; set; }
    public long? AcquirerHeldSeconds { get; set; }

    /// <summary>Until here the outcome is provisional; equal to <see cref="DecidedAt"/> where it never was.</summary>
    public DateTime? FinalAt { get; set; }

    /// <summary>Charge to dispute, in whole days of the reporting zone; null while the charge is not known.</summary>
    public int? DaysToDispute { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";
    public long FeeMinor { get; set; }
    public long FeeReturnedMinor { get; set; }
    public long RecoveredMinor { get; set; }

    /// <summary>What it cost once decided; 0 before (DisputeOutcome.NetLoss).</summary>
    public long NetLossMinor { get; set; }

    public string? PaymentRef { get; set; }

    /// <summary>Hash of (source, payment id): the payment's other disputes have the same. Null without a payment id.</summary>
    public long? PaymentHash { get; set; }

    /// <summary>The payment fact's key; null while the payment has not been imported.</summary>
    public long? PaymentKey { get; set; }
    public string? Method { get; set; }
    public string? Brand { get; set; }
    public string? Bin6 { get; set; }

    /// <summary>The issuer's country, of the payment, else of the dispute.</summary>
    public string? Country { get; set; }

    /// <summary>Where the customer is, of the payment.</summary>
    public string? CustomerCountry { get; set; }
    public string? Product { get; set; }
    public string? Gateway { get; set; }
    public string? Descriptor { get; set; }
    public string? ThreeDs { get; set; }
    public string? AvsResult { get; set; }
    public string? CvcResult { get; set; }
    public long? PaymentMinor { get; set; }
    public string? PaymentCurrency { get; set; }

    public string? CustomerRef { get; set; }

    /// <summary>Hash of (vendor, customer); of (vendor, card) where no customer is named. Null when neither is known.</summary>
    public long? CustomerHash { get; set; }

    /// <summary>Successful payments of the same customer with this vendor between 365 days and 24 hours before the payment, 100 at most.</summary>
    public int EarlierPayments { get; set; }

    /// <summary>The oldest of these; not null means: a repeat customer.</summary>
    public DateTime? CustomerSince { get; set; }

    /// <summary>Of these, how many on the same card, never disputed or reported, 120 to 365 days before the dispute: what Compelling Evidence 3.0 asks two of.</summary>
    public int EvidencePayments { get; set; }

    /// <summary>What had been returned of the payment before the dispute was opened: none, partial, full.</summary>
    public string RefundState { get; set; } = NoRefund;

    /// <summary>The first successful refund before the dispute.</summary>
    public DateTime? RefundedAt { get; set; }

    /// <summary>All successful refunds of the payment, whenever made.</summary>
    public long RefundedMinor { get; set; }

    /// <summary>The other charge, when the same customer was charged the same amount within 24 hours of it, for the same order as far as orders are known.</summary>
    public string? DuplicateRef { get; set; }
    public DateTime? DuplicateAt { get; set; }

    /// <summary>A fraud notice or alert for the payment before the dispute was opened.</summary>
    public DateTime? NoticeAt { get; set; }

    /// <summary>The first case the customer opened between charge and dispute, at the help desk.</summary>
    public long? ContactKey { get; set; }
    public int? ContactSourceId { get; set; }
    public string? ContactRef { get; set; }
    public DateTime? ContactAt { get; set; }
    public string? ContactChannel { get; set; }
    public string? ContactCategory { get; set; }

    /// <summary>Our first reply, whenever it came.</summary>
    public DateTime? ContactRepliedAt { get; set; }

    /// <summary>The case's last solve, whenever it came.</summary>
    public DateTime? ContactSolvedAt { get; set; }

    /// <summary>Who held it longest (us, vendor, customer, provider), or has it now while it is open; null when unknown.</summary>
    public string? ContactOwner { get; set; }

    /// <summary>1 for the payment's first dispute, by opening; 0 for what is none.</summary>
    public int DisputeNumber { get; set; }

    /// <summary>How many disputes the payment has.</summary>
    public int DisputesOfPayment { get; set; }
}
