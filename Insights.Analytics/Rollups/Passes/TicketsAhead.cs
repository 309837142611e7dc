using System.Collections.Concurrent;
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

    /// <summary>Slices that are written and may be filled again: as many as wait, the one being filled and the one being written.</summary>
    private readonly ConcurrentQueue<TicketSlice> _written = new();

    // The days and the sums are the reader's own while it runs: they remember the last one they were asked for, and belong to whoever waits for it afterwards.
    public async Task RunAsync(DateTime from, DateTime to, Func<TicketSlice, Task> write, CancellationToken cancel)
    {
        var slices = Channel.CreateBounded<TicketSlice>(new BoundedChannelOptions(SlicesWaiting) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => ReadAsync(from, to, slices.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var slice in slices.Reader.ReadAllAsync(cancel))
            {
                await write(slice);
                _written.Enqueue(slice);
            }
        }
        finally
        {
            await stop.CancelAsync();
            // Its failure came through the channel; here it is only waited for, so that no reader outlives the transaction.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(DateTime from, DateTime to, ChannelWriter<TicketSlice> slices, CancellationToken cancel)
    {
        try
        {
            using var facts = store.OpenFactReader(forLookUps: true);
            var reader = new TicketReader(facts);
            var (first, last) = (days.DateOf(from), days.DateOf(to));
            for (var day = first; day <= last; day = day.AddDays(DaysAtOnce))
            {
                var slice = _written.TryDequeue(out var written) ? written : new();
                slice.Fill(reader.During(days.Start(day), days.Start(day.AddDays(DaysAtOnce))), deriver, margins);
                margins.Cells.PackBefore(UnixTime.ToDays(day));
                slice.Fraction = (double)(day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber + 1);
                await slices.WriteAsync(slice, cancel);
            }
            slices.Complete();
        }
        catch (Exception failure)
        {
            slices.TryComplete(failure);
        }
    }
}
