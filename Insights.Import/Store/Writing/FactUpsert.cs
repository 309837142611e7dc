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
    private WeighedFacts<T> weighed = null!;
    private Candidate<T>[] rows = [];
    private int[] byHash = [];
    private int[] order = [];
    private long[] sortKeys = [];

    /// <summary>All rows in the order of the keys they arrived with; few get another.</summary>
    private int[] byKey = [];
    private int count;
    private int survivors;

    /// <summary>Looks up, decides and writes; rows that take something from a charge after all others, so that the charge may be in the same chunk.</summary>
    /// <param name="beforehand">What was worked out beside the writing of earlier chunks; null, or out of date, and it is done here.</param>
    public void Apply(List<Incoming<T>> incoming, WeighedFacts<T>? beforehand, Tally tally)
    {
        if (incoming.Count == 0)
            return;
        if (beforehand is null || beforehand.VendorsKnownAt != context.Vendors.KnownAt)
            Take(WeighedFacts<T>.Of<TShape>(context.Chunk, incoming, context.Vendors, context.Hash));
        else
            Take(Mentioned(beforehand));
        try
        {
            DropDuplicates();
            var known = context.Session.Locate<T, TShape>(rows, byHash.AsSpan(0, survivors));
            if (known > 0)
                Complete();
            Decide();
            Count(tally);
            if (known > 0)
                KeepReplaced();
            if (Write(followers: false))
                Write(followers: true);
            if (known > 0)
                Restamp();
        }
        finally
        {
            Return();
        }
    }

    private void Take(WeighedFacts<T> taken)
    {
        weighed = taken;
        (count, rows, byHash, byKey) = (weighed.Count, weighed.Rows, weighed.ByHash, weighed.ByKey);
        order = ArrayPool<int>.Shared.Rent(count);
        sortKeys = ArrayPool<long>.Shared.Rent(count);
    }

    private void Return()
    {
        weighed.Return();
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<long>.Shared.Return(sortKeys);
    }

    /// <summary>The vendors were looked up elsewhere, which named none of them for this file.</summary>
    private WeighedFacts<T> Mentioned(WeighedFacts<T> beforehand)
    {
        var last = 0;
        foreach (ref var row in beforehand.Rows.AsSpan(0, beforehand.Count))
        {
            if (row.NamedVendor != last)
                context.Vendors.Mention(row.NamedVendor);
            last = row.NamedVendor;
        }

        return beforehand;
    }

    private void Weigh(ref Candidate<T> candidate) => WeighedFacts<T>.Weigh<TShape>(ref candidate, context.Hash);

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
            if (context.HasSecondFacts)
                tally.Add(row.Action, row.Row.Line, row.CountsAsRow);
        }
    }

    private bool IsImmutable(ref Candidate<T> row) => context.Chunk.RowsAreImmutable && !row.Partial;

    private void SkipOlder(ref Candidate<T> row) => context.Skip(
        row.Row.Line, null, row.Row.ExternalId, "older-version", string.Create(
            CultureInfo.InvariantCulture,
            $"The store has a newer version of this row (of {Shown(row.Old.Version)}; this one {(row.Version == Stored.None ? "carries no date" : "is of " + Shown(row.Version))}), so it was left as it is. Nothing to do."));

    private static string Shown(long seconds) => UnixTime.FromSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns whether there are others to be written.</summary>
    private bool Write(bool followers)
    {
        var written = 0;
        var others = false;
        var sorted = true;
        foreach (var i in byKey.AsSpan(0, count))
        {
            ref var row = ref rows[i];
            if (!row.Writes)
                continue;
            if (row.Follows != followers)
            {
                others = true;
                continue;
            }

            sorted &= written == 0 || sortKeys[written - 1] <= row.Key;
            sortKeys[written] = row.Key;
            order[written++] = i;
        }

        if (written == 0)
            return others;

        var chosen = order.AsSpan(0, written);
        if (followers)
            context.Following.Complete<T, TShape>(rows, chosen);
        else
            foreach (var i in chosen)
                if (rows[i].FormLength == 0)
                    rows[i].Row.VendorId = rows[i].NamedVendor;

        if (!sorted)
            sortKeys.AsSpan(0, written).Sort(chosen);
        context.Session.Write<T, TShape>(rows, chosen, weighed.Forms);
        Mark(chosen);
        context.Following.Record<T, TShape>(rows, chosen);
        return others;
    }

    private void Mark(ReadOnlySpan<int> written)
    {
        foreach (var i in written)
        {
            ref var row = ref rows[i];
            context.Marks.Fact<T, TShape>(ref row);
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
