namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One row a dispute's ledger row was derived from: what its page lists, and what tells that the ledger row must be derived anew when that row changes or goes.
/// </summary>
internal sealed class DisputeLink
{
    public long DisputeKey { get; set; }
    public DisputeLinkKind Kind { get; set; }

    /// <summary>From 1, in time order within the kind.</summary>
    public int Number { get; set; }
    public int VendorId { get; set; }
    public int SourceId { get; set; }
    public string Ref { get; set; } = "";
    public long RefHash { get; set; }
    public DateTime At { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>Money of a payment or refund; null for tickets.</summary>
    public long? AmountMinor { get; set; }
    public string? Currency { get; set; }

    /// <summary>succeeded, failed, pending for money; the case's status for tickets.</summary>
    public string? Status { get; set; }

    /// <summary>For an earlier payment: it counts as Compelling Evidence 3.0. For a ticket: it names the payment itself.</summary>
    public bool Counts { get; set; }
}

internal enum DisputeLinkKind
{
    Payment = 1,
    EarlierPayment = 2,

    /// <summary>The other of two equal charges.</summary>
    Duplicate = 3,
    Refund = 4,
    Ticket = 5,
}
