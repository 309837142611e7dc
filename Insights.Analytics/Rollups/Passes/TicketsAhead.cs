using System.Threading.Channels;
using Insights.Import.Store;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>
/// Reads and derives the tickets of the next days on a thread of its own while those before are written: reading with deriving, and writing, each fill a core.
/// Reads on a connection of its own, because the writing one is busy; the facts do not change while the store's turn to write is held.
/// </summary>
internal sealed class TicketsAhead(IReportingStore store, TicketDeriver deriver, ReportingDays days, TicketMargins margins)
{
    /// <summary>Days of creation whose tickets are held in memory together; with the slices waiting, four times as many. Few, so that they die young.</summary>
    private const int DaysAtOnce = 1;

    private const int SlicesWaiting = 3;

    // The days and the sums are the reader's own while it runs: they remember the last one they were asked for, and belong to whoever waits for it afterwards.
    public async Task RunAsync(DateTime from, DateTime to, Func<IReadOnlyList<DerivedTicket>, double, Task> write, CancellationToken cancel)
    {
        var slices = Channel.CreateBounded<(IReadOnlyList<DerivedTicket> Tickets, double Fraction)>(new BoundedChannelOptions(SlicesWaiting) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => ReadAsync(from, to, slices.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var (tickets, fraction) in slices.Reader.ReadAllAsync(cancel))
                await write(tickets, fraction);
        }
        finally
        {
            await stop.CancelAsync();
            // Its failure came through the channel; here it is only waited for, so that no reader outlives the transaction.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>In the order of their keys, which is that of the tables, and added to the sums.</summary>
    public static List<DerivedTicket> Derived(List<TicketFact> tickets, TicketDeriver deriver, TicketMargins margins)
    {
        tickets.Sort((left, right) => left.Key.CompareTo(right.Key));
        var derived = tickets.ConvertAll(deriver.Derive);
        foreach (var ticket in derived)
        {
            margins.Add(ticket.Outcome, 1);
            foreach (var span in ticket.Spans)
                margins.Add(span, 1);
        }
        return derived;
    }

    private async Task ReadAsync(DateTime from, DateTime to, ChannelWriter<(IReadOnlyList<DerivedTicket>, double)> slices, CancellationToken cancel)
    {
        try
        {
            using var facts = store.OpenFactReader();
            var reader = new TicketReader(facts);
            var (first, last) = (days.DateOf(from), days.DateOf(to));
            for (var day = first; day <= last; day = day.AddDays(DaysAtOnce))
            {
                var tickets = Derived(reader.During(days.Start(day), days.Start(day.AddDays(DaysAtOnce))), deriver, margins);
                await slices.WriteAsync((tickets, (double)(day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber + 1)), cancel);
            }
            slices.Complete();
        }
        catch (Exception failure)
        {
            slices.TryComplete(failure);
        }
    }
}
