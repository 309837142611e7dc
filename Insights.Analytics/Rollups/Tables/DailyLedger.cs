namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// The row sets of the dispute ledger, summed by day, vendor and currency; the conditions are those of <c>LedgerRows</c>. A screen asks two dozen of these numbers at once,
/// and a busy vendor has thousands of disputes in a month.
/// </summary>
internal sealed class DailyLedger
{
    /// <summary>Opened or decided: the day is of the one or the other.</summary>
    public DisputeBasis Basis { get; set; }

    /// <summary><see cref="RollupVendor.All"/> for all together.</summary>
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Currency { get; set; } = "";
    public long Received { get; set; }
    public long Challenged { get; set; }
    public long Expired { get; set; }

    /// <summary>Amounts and fees of those that ran out.</summary>
    public long ExpiredCostMinor { get; set; }
    public long Late { get; set; }
    public long Responded { get; set; }
    public long Contacted { get; set; }
    public long NeverContacted { get; set; }
    public long Deflectable { get; set; }
    public long DeflectableMinor { get; set; }

    /// <summary>Fees less fees returned.</summary>
    public long DeflectableFeesMinor { get; set; }
    public long Refunded { get; set; }
    public long DoubleLoss { get; set; }

    /// <summary>What was both refunded and lost: no more than either.</summary>
    public long DoubleLossMinor { get; set; }

    /// <summary>Refunded in full before the dispute, and lost all the same; amounts and fees of these.</summary>
    public long RefundedLost { get; set; }
    public long RefundedLostCostMinor { get; set; }

    /// <summary>Inquiries that have not become disputes, those answered late or never, and what these were about.</summary>
    public long Inquiries { get; set; }
    public long LateInquiries { get; set; }
    public long LateInquiriesCostMinor { get; set; }
    public long Duplicate { get; set; }
    public long Noticed { get; set; }

    /// <summary>By the day received, of disputes won since; by the day decided, of disputes won on it.</summary>
    public long Won { get; set; }
    public long WonRecoveredMinor { get; set; }
    public long Prevented { get; set; }
    public long PreventedOrReceived { get; set; }
    public long ChargeKnown { get; set; }

    /// <summary>Disputes whose clock until the evidence was due is over, and the seconds either side held them.</summary>
    public long Held { get; set; }
    public long VendorHeldSeconds { get; set; }
    public long AcquirerHeldSeconds { get; set; }
}
