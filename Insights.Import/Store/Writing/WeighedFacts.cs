using System.Buffers;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>
/// The rows of one kind in a chunk with what follows from the rows alone: hashes, keys, and both orders. It needs nothing of the store but the ids of
/// vendors it knows, so it is worked out on the reading side while earlier chunks are written.
/// </summary>
internal sealed class WeighedFacts<T> where T : class, IFact, new()
{
    /// <summary>Bytes of a payment with room to spare; longer ones make the array grow.</summary>
    private const int UsualForm = 256;

    private WeighedFacts(int count)
    {
        // Rented: they are large objects, and a new set for each chunk would bring a full collection with it.
        Count = count;
        Rows = ArrayPool<Candidate<T>>.Shared.Rent(count);
        ByHash = ArrayPool<int>.Shared.Rent(count);
        ByKey = ArrayPool<int>.Shared.Rent(count);
        Rows.AsSpan(0, count).Clear();
    }

    public int Count { get; }

    public Candidate<T>[] Rows { get; }

    public int[] ByHash { get; }

    public int[] ByKey { get; }

    /// <summary>Forms of the rows that have one; empty before <see cref="Form"/>.</summary>
    public byte[] Forms { get; private set; } = [];

    /// <summary>See <see cref="VendorDirectory.KnownAt"/>.</summary>
    public long VendorsKnownAt { get; private init; }

    /// <summary>Null when a row names a vendor that is not known yet: making it one is the writer's.</summary>
    public static WeighedFacts<T>? OfKnownVendors<TShape>(FactChunk chunk, List<Incoming<T>> incoming, VendorDirectory vendors, ContentHash hash) where TShape : struct, IFactShape<T>
    {
        if (incoming.Count == 0)
            return null;
        var knownAt = vendors.KnownAt;
        var weighed = new WeighedFacts<T>(incoming.Count) { VendorsKnownAt = knownAt };
        for (var i = 0; i < incoming.Count; i++)
        {
            if (!vendors.TryKnown(incoming[i].VendorCode, out weighed.Rows[i].NamedVendor))
            {
                weighed.Return();
                return null;
            }
        }

        weighed.Fill<TShape>(chunk, incoming, hash);
        return weighed;
    }

    public static WeighedFacts<T> Of<TShape>(FactChunk chunk, List<Incoming<T>> incoming, VendorDirectory vendors, ContentHash hash) where TShape : struct, IFactShape<T>
    {
        var weighed = new WeighedFacts<T>(incoming.Count);
        for (var i = 0; i < incoming.Count; i++)
            weighed.Rows[i].NamedVendor = vendors.Id(incoming[i].VendorCode);
        weighed.Fill<TShape>(chunk, incoming, hash);
        return weighed;
    }

    /// <summary>Room for rows that come from the store itself, in no order yet.</summary>
    public static WeighedFacts<T> Unweighed(int count)
    {
        var rows = new WeighedFacts<T>(count);
        for (var i = 0; i < count; i++)
            rows.ByKey[i] = i;
        return rows;
    }

    /// <summary>Makes the forms of rows that take nothing from others, in the order in which they will be written.</summary>
    public void Form<TShape>(IRowForm form) where TShape : struct, IFactShape<T>
    {
        var forms = ArrayPool<byte>.Shared.Rent(Count * UsualForm);
        var at = 0;
        foreach (var i in ByKey.AsSpan(0, Count))
        {
            ref var row = ref Rows[i];
            if (row.Follows || row.Partial)
                continue;
            row.Row.VendorId = row.NamedVendor;
            row.FormStart = at;
            row.FormLength = form.Write<T, TShape>(ref row, ref forms, at);
            at += row.FormLength;
        }

        Forms = forms;
    }

    /// <summary>Hash, key, and whether it follows a charge: what changes with the content.</summary>
    public static void Weigh<TShape>(ref Candidate<T> row, ContentHash hash) where TShape : struct, IFactShape<T>
    {
        row.Row.ContentHash = row.ContentHash = hash.Of<T, TShape>(row.Row, row.NamedVendor);
        row.Key = FactKey.Of(UnixTime.ToSeconds(TShape.DateOf(row.Row)), row.IdHash);
        row.Follows = TShape.ChargeOf(row.Row) is { Length: > 0 } && (row.NamedVendor == 0 || TShape.LacksChargeDate(row.Row));
        row.FormLength = 0;
    }

    /// <summary>Gives the arrays back; nothing of it may be used any more.</summary>
    public void Return()
    {
        Rows.AsSpan(0, Count).Clear();
        ArrayPool<Candidate<T>>.Shared.Return(Rows);
        ArrayPool<int>.Shared.Return(ByHash);
        ArrayPool<int>.Shared.Return(ByKey);
        if (Forms.Length > 0)
            ArrayPool<byte>.Shared.Return(Forms);
    }

    private void Fill<TShape>(FactChunk chunk, List<Incoming<T>> incoming, ContentHash hash) where TShape : struct, IFactShape<T>
    {
        var sortKeys = ArrayPool<long>.Shared.Rent(Count);
        for (var i = 0; i < Count; i++)
        {
            ref var candidate = ref Rows[i];
            var (row, _, counts, partial, fills) = incoming[i];
            row.SourceId = chunk.SourceId;
            row.FileId = chunk.FileId;
            candidate.Row = row;
            candidate.CountsAsRow = counts;
            candidate.Partial = partial || fills;
            candidate.Fills = fills;
            candidate.RefHash = FactKey.RefHash(row.ExternalId);
            candidate.IdHash = FactKey.IdHash(row.SourceId, candidate.RefHash);
            candidate.Version = row.VersionAt is { } version ? UnixTime.ToSeconds(version) : Stored.None;
            Weigh<TShape>(ref candidate, hash);
            ByHash[i] = ByKey[i] = i;
            sortKeys[i] = candidate.Key;
        }

        // Files are nearly in the order of time, so this one is nearly done already.
        sortKeys.AsSpan(0, Count).Sort(ByKey.AsSpan(0, Count));
        for (var i = 0; i < Count; i++)
            sortKeys[i] = Rows[i].IdHash;
        sortKeys.AsSpan(0, Count).Sort(ByHash.AsSpan(0, Count));
        ArrayPool<long>.Shared.Return(sortKeys);
    }
}

/// <summary>A chunk's facts, weighed before their turn to be written.</summary>
internal sealed record WeighedChunk(WeighedFacts<Transaction>? Transactions, WeighedFacts<Chargeback>? Chargebacks, WeighedFacts<Ticket>? Tickets);
