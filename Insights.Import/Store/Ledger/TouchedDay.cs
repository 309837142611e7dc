namespace Insights.Import.Store.Ledger;

/// <summary>
/// A day in the reporting zone whose facts changed since the metrics were last computed. Written in the transaction that changes the facts,
/// removed in the one that recomputes, so that a kill between the two can never leave a stale number unnoticed.
/// </summary>
public sealed class TouchedDay
{
    /// <summary>transactions, disputes_opened, disputes_charged, disputes_decided.</summary>
    public string Fact { get; set; } = "";
    public DateOnly Day { get; set; }

    /// <summary>Grows with every touch, so that a recompute removes only what it has seen.</summary>
    public long Mark { get; set; }
}
