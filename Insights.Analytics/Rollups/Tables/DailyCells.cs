namespace Insights.Analytics.Rollups.Tables;

/// <summary>Which rows are counted in cells. Stored as a number; what they carry is said in CellShape.</summary>
internal enum CellKind
{
    /// <summary>Charges and refunds, by the day they were made.</summary>
    Payments = 0,

    /// <summary>Orders whose payment failed, by the day of the first failure.</summary>
    FailedOrders = 1,

    /// <summary>Refunds by the day they were asked for.</summary>
    Refunds = 2,

    /// <summary>What tickets say of a day (TicketColumns): on the days they were created and solved, and on which a stretch of being unsolved began or ended.</summary>
    Tickets = 3,

    /// <summary>Disputes and fraud reports one by one, by the day received (DisputeBlock): few of a day share what they carry.</summary>
    Disputes = 4,

    /// <summary>The same of the dispute ledger, which knows more of each.</summary>
    Ledger = 5,
}

/// <summary>
/// One vendor's rows of one day, counted by everything they carry at once: whatever a filter combines and a table splits by is a sum over these. A day has far fewer combinations
/// than rows, and packed (CellBlock) they take a few bytes each, so that a history stays in memory where no table of sums over several dimensions would.
/// </summary>
internal sealed class DailyCells
{
    public CellKind Kind { get; set; }
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>In the order of their members, so that equal rows leave equal bytes.</summary>
    public byte[] Cells { get; set; } = [];
}
