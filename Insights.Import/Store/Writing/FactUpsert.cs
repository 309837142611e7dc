using System.Buffers;
using System.Globalization;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Brings the facts of one kind in a chunk into the store: duplicates inside the chunk first, then against what is stored. What is decided here
/// is the same on both providers; the session only looks up and writes.
/// </summary>
internal sealed partial class FactUpsert<T, TShape>(ChunkContext context) where T : class, IFact, new() where TShape : struct, IFactShape<T>
{
    // Rented: at 50,000 rows they are large objects, and a new set for each chunk would bring a full collection with it.
    private Candidate<T>[] rows = [];
    private int[] byHash = [];
    private int[] order = [];
    private long[] sortKeys = [];
    private int count;
    private int survivors;

    /// <summary>Looks up, decides and writes; rows that take something from a charge after all others, so that the charge may be in the same chunk.</summary>
    public void Apply(List<Incoming<T>> incoming, Tally tally)
    {
        if (incoming.Count == 0)
            return;
        Rent(incoming.Count);
        try
        {
            Prepare(incoming);
            DropDuplicates();
            context.Session.Locate<T, TShape>(rows, byHash.AsSpan(0, survivors));
            Complete();
            Decide();
            Count(tally);
            KeepReplaced();
            Write(followers: false);
            Write(followers: true);
            Restamp();
        }
        finally
        {
            Return();
        }
    }

    private void Rent(int size)
    {
        count = size;
        rows = ArrayPool<Candidate<T>>.Shared.Rent(size);
        byHash = ArrayPool<int>.Shared.Rent(size);
        order = ArrayPool<int>.Shared.Rent(size);
        sortKeys = ArrayPool<long>.Shared.Rent(size);
        rows.AsSpan(0, size).Clear();
    }

    private void Return()
    {
        rows.AsSpan(0, count).Clear();
        ArrayPool<Candidate<T>>.Shared.Return(rows);
        ArrayPool<int>.Shared.Return(byHash);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<long>.Shared.Return(sortKeys);
    }

    private void Prepare(List<Incoming<T>> incoming)
    {
        for (var i = 0; i < count; i++)
        {
            ref var candidate = ref rows[i];
            var (row, vendorCode, counts, partial, fills) = incoming[i];
            row.SourceId = context.Chunk.SourceId;
            row.FileId = context.Chunk.FileId;
            candidate.Row = row;
            candidate.CountsAsRow = counts;
            candidate.Partial = partial || fills;
            candidate.Fills = fills;
            candidate.NamedVendor = context.Vendors.Id(vendorCode);
            candidate.RefHash = FactKey.RefHash(row.ExternalId);
            candidate.IdHash = FactKey.IdHash(row.SourceId, candidate.RefHash);
            candidate.Version = row.VersionAt is { } version ? UnixTime.ToSeconds(version) : Stored.None;
            Weigh(ref candidate);
            byHash[i] = i;
            sortKeys[i] = candidate.IdHash;
        }

        sortKeys.AsSpan(0, count).Sort(byHash.AsSpan(0, count));
    }

    /// <summary>Hash and key, which follow from the content.</summary>
    private void Weigh(ref Candidate<T> candidate)
    {
        candidate.Row.ContentHash = candidate.ContentHash = context.Hash.Of<T, TShape>(candidate.Row, candidate.NamedVendor);
        candidate.Key = FactKey.Of(UnixTime.ToSeconds(TShape.DateOf(candidate.Row)), candidate.IdHash);
    }

    private void Decide()
    {
        foreach (var i in byHash.AsSpan(0, survivors))
        {
            ref var row = ref rows[i];
            if (row.Action == FactAction.Conflict)
                continue;
            if (!row.Old.Found)
                row.Action = FactAction.Insert;
            else if (row.Old.ContentHash == row.ContentHash)
                row.Action = row.Version > row.Old.Version ? FactAction.Restamp : FactAction.Unchanged;
            else if (IsImmutable(ref row))
                row.Action = FactAction.Conflict;
            else if (row.Version < row.Old.Version)
                row.Action = FactAction.Older;
            else
                row.Action = FactKey.SecondsOf(row.Key) == FactKey.SecondsOf(row.Old.Key) ? FactAction.Replace : FactAction.Move;

            if (row.Old.Found && row.Action != FactAction.Move)
                row.Key = row.Old.Key;
        }
    }

    private void Count(Tally tally)
    {
        for (var i = 0; i < count; i++)
        {
            ref var row = ref rows[i];
            if (row.Action == FactAction.Older && row.CountsAsRow)
                SkipOlder(ref row);
            if (row.CountsAsRow)
                tally.Add(row.Action);
        }
    }

    private bool IsImmutable(ref Candidate<T> row) => context.Chunk.RowsAreImmutable && !row.Partial;

    private void SkipOlder(ref Candidate<T> row) => context.Skip(
        row.Row.Line, null, row.Row.ExternalId, "older-version", string.Create(
            CultureInfo.InvariantCulture,
            $"The store has a newer version of this row (of {Shown(row.Old.Version)}; this one {(row.Version == Stored.None ? "carries no date" : "is of " + Shown(row.Version))}), so it was left as it is. Nothing to do."));

    private static string Shown(long seconds) => UnixTime.FromSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private bool Follows(ref Candidate<T> row) =>
        TShape.ChargeOf(row.Row) is { Length: > 0 } && (row.NamedVendor == 0 || TShape.LacksChargeDate(row.Row));

    private void Write(bool followers)
    {
        var written = 0;
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Writes && Follows(ref rows[i]) == followers)
                order[written++] = i;
        if (written == 0)
            return;

        var chosen = order.AsSpan(0, written);
        if (followers)
            context.Following.Complete<T, TShape>(rows, chosen);
        else
            foreach (var i in chosen)
                rows[i].Row.VendorId = rows[i].NamedVendor;

        for (var n = 0; n < written; n++)
            sortKeys[n] = rows[chosen[n]].Key;
        sortKeys.AsSpan(0, written).Sort(chosen);
        context.Session.Write<T, TShape>(rows, chosen);
        Mark(chosen);
        context.Following.Record<T, TShape>(rows, chosen);
    }

    private void Mark(ReadOnlySpan<int> written)
    {
        foreach (var i in written)
        {
            ref var row = ref rows[i];
            row.Row.Key = row.Key;
            context.Marks.Fact<T, TShape>(row.Row);
            if (row.Action != FactAction.Insert)
                context.Marks.Fact<T, TShape>(ref row.Old);
            if (typeof(T) == typeof(Transaction))
                context.Following.Arrived(row.RefHash);
        }
    }

    private void Restamp()
    {
        var restamped = 0;
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Action == FactAction.Restamp)
                order[restamped++] = i;
        if (restamped > 0)
            context.Session.Restamp<T, TShape>(rows, order.AsSpan(0, restamped));
    }
}
