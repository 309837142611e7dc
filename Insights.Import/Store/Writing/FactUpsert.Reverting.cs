using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>A stored row to be taken out, or stored as it was.</summary>
/// <param name="Row">As it arrived then, with its lineage; null to take the row out.</param>
internal readonly record struct Reversal<T>(int SourceId, string ExternalId, T? Row, int NamedVendor) where T : class;

/// <content>Takes rows out and stores earlier versions: the same bookkeeping as for arriving rows, so followers, marks and look-ups stay right.</content>
internal sealed partial class FactUpsert<T, TShape>
{
    public void Revert(IReadOnlyList<Reversal<T>> reversals)
    {
        // The session looks one source up at a time.
        foreach (var source in reversals.GroupBy(reversal => reversal.SourceId))
            Revert(source.Key, [.. source]);
    }

    private void Revert(int source, Reversal<T>[] reversals)
    {
        Take(WeighedFacts<T>.Unweighed(reversals.Length));
        try
        {
            for (var i = 0; i < count; i++)
            {
                ref var candidate = ref rows[i];
                var reversal = reversals[i];
                candidate.Row = reversal.Row ?? new T { ExternalId = reversal.ExternalId };
                candidate.Row.SourceId = source;
                candidate.NamedVendor = reversal.NamedVendor;
                candidate.RefHash = FactKey.RefHash(reversal.ExternalId);
                candidate.IdHash = FactKey.IdHash(source, candidate.RefHash);
                candidate.Version = candidate.Row.VersionAt is { } version ? UnixTime.ToSeconds(version) : Stored.None;
                if (reversal.Row is not null)
                    Weigh(ref candidate);
                byHash[i] = i;
                sortKeys[i] = candidate.IdHash;
            }

            sortKeys.AsSpan(0, count).Sort(byHash.AsSpan(0, count));
            survivors = count;
            context.Session.Locate<T, TShape>(rows, byHash.AsSpan(0, survivors));
            for (var i = 0; i < count; i++)
            {
                ref var row = ref rows[i];
                if (!row.Old.Found)
                    throw new InvalidOperationException($"{TShape.Table} {row.Row.ExternalId} was stored a moment ago and is not found any more; the store's look-up tables are damaged.");
                row.Action = reversals[i].Row is null ? FactAction.Remove
                    : FactKey.SecondsOf(row.Key) == FactKey.SecondsOf(row.Old.Key) ? FactAction.Replace : FactAction.Move;
                if (row.Action != FactAction.Move)
                    row.Key = row.Old.Key;
            }

            if (Write(followers: false))
                Write(followers: true);
            Remove();
        }
        finally
        {
            Return();
        }
    }

    private void Remove()
    {
        var removed = 0;
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Action == FactAction.Remove)
                order[removed++] = i;
        if (removed == 0)
            return;
        var chosen = order.AsSpan(0, removed);
        context.Session.Remove<T, TShape>(rows, chosen);
        context.Following.Record<T, TShape>(rows, chosen);
        foreach (var i in chosen)
        {
            context.Marks.Fact<T, TShape>(ref rows[i].Old);
            if (typeof(T) == typeof(Transaction))
                context.Following.Arrived(rows[i].RefHash);
        }
    }
}
