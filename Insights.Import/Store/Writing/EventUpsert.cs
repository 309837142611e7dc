using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Undoing;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Brings a chunk's events into the store. Events carry no version: what arrives last wins, equal content is unchanged. They lie with their
/// ticket or dispute, so the stored ones are read once a ticket.
/// </summary>
internal sealed class EventUpsert<T, TShape>(ChunkContext context) where T : class, new() where TShape : struct, IEventShape<T>
{
    private readonly Dictionary<(string Ref, string EventId), T> arriving = [];
    private readonly List<T> inserted = [];
    private readonly List<T> replaced = [];

    /// <summary>External ids of the tickets or disputes whose events changed.</summary>
    public HashSet<string> ChangedRefs { get; } = [];

    public void Apply(List<T> events, Tally tally)
    {
        if (events.Count == 0)
            return;
        var tallied = context.Chunk.EventsCountAsRows;
        foreach (var row in events)
        {
            var given = TShape.Name(row);
            TShape.Stamp(row, context.Chunk.SourceId, context.Chunk.FileId, FactKey.IdHash(context.Chunk.SourceId, given.Ref));
            if (!arriving.TryAdd((given.Ref, given.EventId), row))
            {
                if (!GivesWay(row, arriving[(given.Ref, given.EventId)]))
                    arriving[(given.Ref, given.EventId)] = row;
                if (tallied && !context.Chunk.FollowingEvents.Contains(row))
                    tally.Add(FactAction.Duplicate);
            }
        }

        var known = Known();
        foreach (var ((reference, eventId), row) in arriving)
        {
            var action = FactAction.Insert;
            if (known.TryGetValue((reference, eventId), out var old))
                action = context.Hash.OfEvent<T, TShape>(old) == context.Hash.OfEvent<T, TShape>(row) ? FactAction.Unchanged : FactAction.Replace;
            if (action == FactAction.Replace && GivesWay(row, old!))
                action = FactAction.Unchanged;
            if (action == FactAction.Replace && context.Chunk.RowsAreImmutable)
            {
                Conflict(row, old!);
                action = FactAction.Conflict;
            }

            if (tallied && !context.Chunk.FollowingEvents.Contains(row))
                tally.Add(action);
            if (action is FactAction.Unchanged or FactAction.Conflict)
                continue;
            inserted.Add(row);
            if (action == FactAction.Replace)
                replaced.Add(old!);
            ChangedRefs.Add(reference);
        }

        Write();
    }

    /// <summary>The event is told already, and better; see <see cref="FactChunk.EventsAreToldTwice"/>.</summary>
    private bool GivesWay(T row, T known) => context.Chunk.EventsAreToldTwice && TShape.Compare(row, known) < 0;

    private void Conflict(T row, T known)
    {
        var name = TShape.Name(row);
        var differences = RowColumns<T>.Differences(known, row, [.. TShape.ContentColumns, nameof(EventName.OccurredAt)]);
        context.Skip(
            TShape.LineageOf(row).Line, string.Join(", ", differences.Select(field => field.Name)), $"{name.Ref} / {name.EventId}", "conflict",
            $"Rows of this format never change, but this one differs from the stored one with the same key ({string.Join("; ", differences.Select(field => $"{field.Name}: {field.One} there, {field.Other} here"))}). It was not stored. Find out at the source which is right.");
    }

    private Dictionary<(string Ref, string EventId), T> Known()
    {
        var hashes = arriving.Values.Select(row => TShape.Name(row).Hash).Distinct().Order().ToList();
        var known = new Dictionary<(string Ref, string EventId), T>();
        foreach (var stored in TShape.Stored(context.Session.Reader, hashes))
        {
            // Another source's ticket may share the hash.
            var name = TShape.Name(stored);
            if (FactKey.IdHash(context.Chunk.SourceId, name.Ref) == name.Hash && TShape.SourceOf(stored) == context.Chunk.SourceId)
                known[(name.Ref, name.EventId)] = stored;
        }

        return known;
    }

    private void Write()
    {
        if (context.KeepsReplaced)
            BeforeImages.Write(context.Session, replaced, row => EventRows.ImageOf<T, TShape>(row, context.Chunk.FileId));
        EventRows.Delete<T, TShape>(context.Session, replaced);
        EventRows.Insert<T, TShape>(context.Session, inserted);
    }
}
