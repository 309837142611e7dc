using System.Globalization;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Brings the facts of one kind in a chunk into the store: duplicates inside the chunk first, then against what is stored. What is decided here
/// is the same on both providers; the session only looks up and writes.
/// </summary>
internal sealed class FactUpsert<T, TShape>(ChunkContext context) where T : class, IFact where TShape : struct, IFactShape<T>
{
    private Candidate<T>[] rows = [];
    private int[] byHash = [];
    private int survivors;

    /// <summary>Looks up, decides and writes; rows that take something from a charge after all others, so that the charge may be in the same chunk.</summary>
    public void Apply(List<Incoming<T>> incoming, Tally tally)
    {
        if (incoming.Count == 0)
            return;
        Prepare(incoming);
        DropDuplicates();
        context.Session.Locate<T, TShape>(rows, byHash.AsSpan(0, survivors));
        Decide();
        Count(tally);
        Write(followers: false);
        Write(followers: true);
        Restamp();
    }

    private void Prepare(List<Incoming<T>> incoming)
    {
        rows = new Candidate<T>[incoming.Count];
        byHash = new int[incoming.Count];
        var hashes = new long[incoming.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            ref var candidate = ref rows[i];
            var (row, vendorCode, counts) = incoming[i];
            row.SourceId = context.Chunk.SourceId;
            row.FileId = context.Chunk.FileId;
            candidate.Row = row;
            candidate.CountsAsRow = counts;
            candidate.NamedVendor = context.Vendors.Id(vendorCode);
            candidate.RefHash = FactKey.RefHash(row.ExternalId);
            candidate.IdHash = FactKey.IdHash(row.SourceId, candidate.RefHash);
            candidate.Version = row.VersionAt is { } version ? UnixTime.ToSeconds(version) : Stored.None;
            row.ContentHash = candidate.ContentHash = context.Hash.Of<T, TShape>(row, candidate.NamedVendor);
            candidate.Key = FactKey.Of(UnixTime.ToSeconds(TShape.DateOf(row)), candidate.IdHash);
            byHash[i] = i;
            hashes[i] = candidate.IdHash;
        }

        Array.Sort(hashes, byHash);
    }

    /// <summary>Of rows with one id the newest version stays, the last of equal versions. Moves the survivors to the front of the order.</summary>
    private void DropDuplicates()
    {
        survivors = 0;
        for (var start = 0; start < byHash.Length;)
        {
            var end = start + 1;
            while (end < byHash.Length && rows[byHash[end]].IdHash == rows[byHash[start]].IdHash)
                end++;
            if (end - start > 1)
                // Sorting is not stable: back into the order of the file, which decides between equal versions.
                Array.Sort(byHash, start, end - start);
            for (var i = start; i < end; i++)
            {
                var keeps = true;
                for (var j = start; j < end && keeps; j++)
                    keeps = i == j || !SameId(byHash[i], byHash[j]) || Wins(byHash[i], byHash[j]);
                if (keeps)
                    byHash[survivors++] = byHash[i];
            }

            start = end;
        }
    }

    private bool SameId(int one, int other) => rows[one].Row.ExternalId == rows[other].Row.ExternalId;

    private bool Wins(int one, int other) =>
        rows[one].Version != rows[other].Version ? rows[one].Version > rows[other].Version : one > other;

    private void Decide()
    {
        foreach (var i in byHash.AsSpan(0, survivors))
        {
            ref var row = ref rows[i];
            if (!row.Old.Found)
                row.Action = FactAction.Insert;
            else if (row.Old.ContentHash == row.ContentHash)
                row.Action = row.Version > row.Old.Version ? FactAction.Restamp : FactAction.Unchanged;
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
        for (var i = 0; i < rows.Length; i++)
        {
            ref var row = ref rows[i];
            if (row.Action == FactAction.Older)
                context.Problems.Add(OlderVersion(ref row));
            if (row.CountsAsRow)
                tally.Add(row.Action);
        }
    }

    private RejectedRow OlderVersion(ref Candidate<T> row) => new()
    {
        FileId = context.Chunk.FileId,
        Line = row.Row.Line,
        Severity = "skipped",
        Value = row.Row.ExternalId,
        Rule = "older-version",
        Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"The store has a newer version of this row (of {Shown(row.Old.Version)}; this one {(row.Version == Stored.None ? "carries no date" : "is of " + Shown(row.Version))}), so it was left as it is. Nothing to do."),
    };

    private static string Shown(long seconds) => UnixTime.FromSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private bool Follows(ref Candidate<T> row) =>
        TShape.ChargeOf(row.Row) is { Length: > 0 } && (row.NamedVendor == 0 || TShape.LacksChargeDate(row.Row));

    private void Write(bool followers)
    {
        var chosen = new List<int>(followers ? 64 : survivors);
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Writes && Follows(ref rows[i]) == followers)
                chosen.Add(i);
        if (chosen.Count == 0)
            return;

        var takes = followers ? context.Following.Complete<T, TShape>(rows, chosen) : null;
        if (!followers)
            foreach (var i in chosen)
                rows[i].Row.VendorId = rows[i].NamedVendor;

        var order = chosen.ToArray();
        var keys = Array.ConvertAll(order, i => rows[i].Key);
        Array.Sort(keys, order);
        context.Session.Write<T, TShape>(rows, order);
        Mark(order);
        context.Following.Record<T, TShape>(rows, chosen, takes);
    }

    private void Mark(int[] order)
    {
        foreach (var i in order)
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
        var order = byHash.AsSpan(0, survivors).ToArray().Where(i => rows[i].Action == FactAction.Restamp).ToArray();
        if (order.Length > 0)
            context.Session.Restamp<T, TShape>(rows, order);
    }
}
