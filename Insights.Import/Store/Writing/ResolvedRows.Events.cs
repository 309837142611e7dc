using Insights.Import.Pipeline;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

// Comparisons inside queries run in the store, byte by byte; the overload with a StringComparison cannot be translated.
#pragma warning disable CA1309

namespace Insights.Import.Store.Writing;

/// <content>Statuses of tickets in their events.</content>
internal sealed partial class ResolvedRows
{
    /// <summary>Clocks run on events, so a status that is explained is explained there too. What came is noted first, because the event keeps one value only.</summary>
    private async Task EventsAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        while (true)
        {
            List<TicketEvent> events;
            await using (var context = store.Open(DataScope.Staff))
            {
                events = await context.TicketEvents.AsNoTracking()
                    .Where(e => e.SourceId == sourceId && e.Value == value && (e.Kind == "status" || e.Kind == "created")).Take(Page).ToListAsync(cancel);
            }

            if (events.Count == 0 || Word is null)
                break;
            await using (await store.LockForWritingAsync(cancel))
            {
                using var session = store.Database.OpenWriteSession();
                session.Begin();
                ToBeMappedWrite.Rows(session, sourceId, events.Select(e => (kind, value, ToBeMappedWrite.Events, ToBeMappedWrite.EventName(e), e.FileId, e.Line)));
                session.Commit();
            }

            await WriteAsync(events, Word, cancel);
            progress?.Report(_changed);
        }

        if (before is not null && before != ValueMeanings.Nothing && before != Word)
            await NotedEventsAsync(progress, cancel);
    }

    private async Task NotedEventsAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        string after = "";
        while (true)
        {
            List<TicketEvent> events = [];
            await using (var context = store.Open(DataScope.Staff))
            {
                var notes = await context.UnmappedRows.AsNoTracking()
                    .Where(r => r.SourceId == sourceId && r.Kind == kind && r.Value == value && r.Fact == ToBeMappedWrite.Events && string.Compare(r.ExternalId, after) > 0)
                    .OrderBy(r => r.ExternalId).Take(Page).ToListAsync(cancel);
                if (notes.Count == 0)
                    return;
                foreach (string name in notes.Select(n => n.ExternalId).Distinct())
                {
                    var (reference, eventId) = ToBeMappedWrite.PartsOf(name);
                    long hash = Keys.FactKey.IdHash(sourceId, reference);
                    if (await context.TicketEvents.AsNoTracking().FirstOrDefaultAsync(
                            e => e.TicketHash == hash && e.TicketRef == reference && e.SourceId == sourceId && e.EventId == eventId && e.Value == before, cancel) is { } happened)
                        events.Add(happened);
                }

                after = notes[^1].ExternalId;
            }

            // A status that now means nothing is again what it came as.
            await WriteAsync(events, Word ?? value, cancel);
            progress?.Report(_changed);
        }
    }

    private async Task WriteAsync(List<TicketEvent> events, string status, CancellationToken cancel)
    {
        foreach (var file in events.GroupBy(e => e.FileId))
        {
            var chunk = new FactChunk { FileId = file.Key, SourceId = sourceId };
            foreach (var happened in file)
            {
                happened.Value = status;
                chunk.TicketEvents.Add(happened);
                _changed++;
            }

            await writer.WriteAsync(chunk, cancel);
        }
    }
}
