using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <content>Rows that must be held against the whole stored row: partial ones, those whose layout lacks fields, and those of a format whose rows never change.</content>
internal sealed partial class FactUpsert<T, TShape>
{
    private const int NamedDifferences = 6;

    /// <summary>Reads back, for all such rows at once, what they differ from; the rest of the chunk pays nothing.</summary>
    private void Complete()
    {
        var asked = new List<int>();
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Old.Found && rows[i].Old.ContentHash != rows[i].ContentHash && (rows[i].Partial || context.Chunk.RowsAreImmutable || Lacks(rows[i].Row) != Unsaid.None))
                asked.Add(i);
        if (asked.Count == 0)
            return;
        var stored = StoredRows.Load<T, TShape>(context.Session, asked.Select(i => rows[i].Old.Key).ToList());
        foreach (var i in asked)
        {
            ref var row = ref rows[i];
            var known = stored[row.Old.Key];
            if (!row.Partial && Lacks(row.Row) is var unsaid and not Unsaid.None)
            {
                TShape.Keep(row.Row, known.Row, unsaid);
                Weigh(ref row);
                continue;
            }

            if (row.Fills && context.Chunk.RowsAreImmutable && SaysAnotherAmount(row.Row, known.Row))
            {
                Conflict(ref row, known.Row, "the stored row");
                continue;
            }

            if (row.Fills || (row.Partial && row.Version != Stored.None && row.Version < row.Old.Version))
                FillGaps(ref row, known);
            else
                Complete(ref row, known);
            Weigh(ref row);
            if (IsImmutable(ref row) && row.ContentHash != row.Old.ContentHash)
                Conflict(ref row, known.Row, "the stored row", row.NamedVendor != known.NamedVendor);
        }
    }

    private Unsaid Lacks(T row) => context.Chunk.Unsaid.Count == 0 ? Unsaid.None : context.Chunk.Unsaid.GetValueOrDefault(row);

    private static bool SaysAnotherAmount(T row, T known) =>
        row is Transaction said && known is Transaction stored && said.Currency == stored.Currency && said.AmountMinor != stored.AmountMinor;

    /// <summary>What the row says, and what is known of the rest.</summary>
    private void Complete(ref Candidate<T> row, AsArrived<T> known)
    {
        TShape.Complete(row.Row, known.Row);
        if (row.Partial)
            TShape.DateBack(row.Row, known.Row);
        if (row.NamedVendor == 0)
            row.NamedVendor = TakeVendor(known);
        if (row.Partial && row.Version < row.Old.Version)
            (row.Version, row.Row.VersionAt) = (row.Old.Version, known.Row.VersionAt);
    }

    /// <summary>What is known, and what an older row says of the rest.</summary>
    private void FillGaps(ref Candidate<T> row, AsArrived<T> known)
    {
        var (file, line) = (row.Row.FileId, row.Row.Line);
        TShape.Complete(known.Row, row.Row);
        TShape.DateBack(known.Row, row.Row);
        (row.Row, row.Version) = (known.Row, row.Old.Version);
        (row.Row.FileId, row.Row.Line) = (file, line);
        if (known.NamedVendor != 0)
            row.NamedVendor = TakeVendor(known);
    }

    /// <summary>From now on this file names the vendor too: it must not go when the other file is undone.</summary>
    private int TakeVendor(AsArrived<T> known)
    {
        context.Vendors.Mention(known.NamedVendor);
        return known.NamedVendor;
    }

    private void Conflict(ref Candidate<T> row, T known, string with, bool vendorDiffers = false)
    {
        row.Action = FactAction.Conflict;
        var differences = RowColumns<T>.Differences(known, row.Row, TShape.ContentColumns);
        if (vendorDiffers || differences.Count == 0)
            differences.Add(("vendor", "another", "this one"));
        var fields = string.Join("; ", differences.Take(NamedDifferences).Select(field => $"{field.Name}: {field.One} there, {field.Other} here"));
        if (differences.Count > NamedDifferences)
            fields += $"; and {differences.Count - NamedDifferences} more";
        context.Skip(
            row.Row.Line, string.Join(", ", differences.Take(NamedDifferences).Select(field => field.Name)), row.Row.ExternalId, "conflict",
            $"Rows of this format never change, but this one differs from {with} with the same key ({fields}). It was not stored. Find out at the source which is right; to take this one, undo the batch that brought the other and import this file again.");
    }
}
