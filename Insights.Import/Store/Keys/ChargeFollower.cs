namespace Insights.Import.Store.Keys;

/// <summary>
/// A row that takes its vendor or charge date from a charge: a dispute, a ticket, a refund. Kept after it was completed too,
/// because a later version of the charge may carry another vendor or instant.
/// </summary>
internal sealed class ChargeFollower
{
    /// <summary><see cref="FactKey.RefHash"/> of the charge's external id, without its source: a ticket's charge lies in another source.</summary>
    public long ChargeHash { get; set; }

    /// <summary>1 transaction, 2 ticket, 3 chargeback.</summary>
    public int FactKind { get; set; }
    public long FactKey { get; set; }

    /// <summary>1 the vendor, 2 the charge date, 3 both: what the row itself names is never overwritten.</summary>
    public int Takes { get; set; }
}
