using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>The rows of some tickets, table by table and in the order of the tables' keys. Filled again for other tickets once they are written.</summary>
internal sealed class TicketSlice
{
    private readonly List<DerivedTicket> _tickets = [];

    /// <summary>In the order of their keys. They and their rows hold until the slice is filled again.</summary>
    public IReadOnlyList<DerivedTicket> Tickets => _tickets;

    public RowPool<TicketOutcome> Outcomes { get; } = new();

    public RowPool<TicketSpan> Spans { get; } = new();

    public RowPool<StoredClock> Clocks { get; } = new();

    /// <summary>The keys of their subjects, in words.</summary>
    public Dictionary<long, string> Keys { get; } = [];

    /// <summary>How far a full pass has come with these, of 1.</summary>
    public double Fraction { get; set; }

    /// <summary>These tickets instead of those before, added to the sums.</summary>
    public TicketSlice Fill(List<TicketFact> tickets, TicketDeriver deriver, TicketMargins margins)
    {
        Clear();
        // The order of their keys is that of the tables.
        tickets.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        foreach (var ticket in tickets)
        {
            var derived = deriver.Derive(ticket, this);
            _tickets.Add(derived);
            margins.Add(derived.Outcome, derived.Spans, 1);
            foreach (var clock in derived.Clocks)
                margins.AddClock(clock.VendorId, clock.Metric, clock.Verdict, clock.DecidedDay, clock.ClosedDay, 1);
        }
        return this;
    }

    public void Clear()
    {
        _tickets.Clear();
        Outcomes.Clear();
        Spans.Clear();
        Clocks.Clear();
        Keys.Clear();
    }
}
