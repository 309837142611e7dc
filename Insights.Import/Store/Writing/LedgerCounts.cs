namespace Insights.Import.Store.Writing;

/// <summary>What the chunks of one file since the last commit add to its counts. Instants are unix seconds.</summary>
internal sealed class LedgerCounts(int fileId)
{
    public int FileId => fileId;

    public long Rows { get; private set; }

    public ChunkOutcome Outcome { get; private set; }

    public long Rejected { get; private set; }

    public long Skipped { get; private set; }

    public long Warnings { get; private set; }

    public long CardNumbers { get; private set; }

    public long? DataUntil { get; private set; }

    public long? First { get; private set; }

    public long? Last { get; private set; }

    public void Add(FactChunk chunk, ChunkOutcome outcome)
    {
        Rows += chunk.RowsRead;
        Outcome = new ChunkOutcome(
            Outcome.Inserted + outcome.Inserted, Outcome.Updated + outcome.Updated, Outcome.Unchanged + outcome.Unchanged,
            Outcome.Duplicate + outcome.Duplicate, Outcome.Skipped + outcome.Skipped);
        Rejected += chunk.Rejected;
        Skipped += chunk.Skipped + outcome.Skipped;
        Warnings += chunk.Warnings;
        CardNumbers += chunk.CardNumbersTruncated;
        DataUntil = Latest(DataUntil, chunk.DataUntil);
        Last = Latest(Last, chunk.RowsUntil);
        if (chunk.RowsFrom is { } from && !(First <= UnixTime.ToSeconds(from)))
            First = UnixTime.ToSeconds(from);
    }

    private static long? Latest(long? before, DateTime? instant) =>
        instant is { } known && !(before >= UnixTime.ToSeconds(known)) ? UnixTime.ToSeconds(known) : before;
}
