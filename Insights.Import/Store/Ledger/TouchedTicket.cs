namespace Insights.Import.Store.Ledger;

/// <summary>A ticket whose fields or events changed since its clocks were last derived.</summary>
public sealed class TouchedTicket
{
    public long TicketHash { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
    public long Mark { get; set; }
}
