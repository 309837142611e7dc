using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <content>Rows with one id inside the chunk: what is left of them is what writing them one after the other would leave.</content>
internal sealed partial class FactUpsert<T, TShape>
{
    /// <summary>Moves the survivors to the front of the order.</summary>
    private void DropDuplicates()
    {
        survivors = 0;
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && rows[byHash[end]].IdHash == rows[byHash[start]].IdHash)
                end++;
            if (end - start == 1)
                byHash[survivors++] = byHash[start];
            else
                DropDuplicates(start, end);
            start = end;
        }
    }

    /// <summary>Among rows whose ids share a hash, nearly always the same id.</summary>
    private void DropDuplicates(int start, int end)
    {
        // Sorting is not stable: back into the order of the file, which decides between equal versions.
        Array.Sort(byHash, start, end - start);
        var same = byHash.AsSpan(start, end - start).ToArray();
        var done = new bool[same.Length];
        for (var first = 0; first < same.Length; first++)
        {
            if (done[first])
                continue;
            var left = same[first];
            for (var next = first + 1; next < same.Length; next++)
            {
                if (rows[left].Row.ExternalId != rows[same[next]].Row.ExternalId)
                    continue;
                done[next] = true;
                left = Merge(left, same[next]);
            }

            byHash[survivors++] = left;
        }
    }

    /// <summary>Which of two rows with one id is left: the newest version, the later one of equal versions; a partial one completed by the other.</summary>
    private int Merge(int one, int other)
    {
        ref var before = ref rows[one];
        ref var row = ref rows[other];
        if (row.Partial)
        {
            if (row.Fills || (row.Version != Stored.None && row.Version < before.Version))
            {
                var content = before.ContentHash;
                TShape.Complete(before.Row, row.Row);
                TShape.DateBack(before.Row, row.Row);
                before.NamedVendor = before.NamedVendor != 0 ? before.NamedVendor : row.NamedVendor;
                Weigh(ref before);
                if (before.ContentHash != content)
                    before.Row.Line = row.Row.Line;
                return one;
            }

            TShape.Complete(row.Row, before.Row);
            TShape.DateBack(row.Row, before.Row);
            row.NamedVendor = row.NamedVendor != 0 ? row.NamedVendor : before.NamedVendor;
            (row.Version, row.Row.VersionAt) = row.Version != Stored.None ? (row.Version, row.Row.VersionAt) : (before.Version, before.Row.VersionAt);
            row.Partial = before.Partial;
            Weigh(ref row);
            return row.ContentHash == before.ContentHash && row.Version == before.Version ? one : other;
        }

        if (IsImmutable(ref row) && !before.Partial)
        {
            if (before.ContentHash != row.ContentHash)
                Conflict(ref row, before.Row, "an earlier row of the file");
            return one;
        }

        if (row.Version < before.Version)
            return one;
        if (Lacks(row.Row) is var unsaid and not Unsaid.None)
        {
            TShape.Keep(row.Row, before.Row, unsaid);
            Weigh(ref row);
        }

        return other;
    }
}
