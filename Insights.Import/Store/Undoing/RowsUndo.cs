using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>
/// Takes some files' versions of one kind of row out, in steps. First the rows that such a file wrote last, then the histories of rows that
/// other files have changed since. What a step has done it does not meet again, so a killed undo goes on where it was.
/// </summary>
internal abstract class RowsUndo<T>(UndoFiles files, int kind)
    where T : class
{
    /// <summary>Rows of one transaction: short enough for whoever waits to write.</summary>
    protected const int StepRows = 10_000;

    private bool storedDone;

    protected UndoFiles Files { get; } = files;

    /// <summary>One step; false when there is nothing left.</summary>
    public bool Step(ChunkContext context, UndoTally tally)
    {
        if (!storedDone)
        {
            if (StepStored(context, tally))
                return true;
            storedDone = true;
        }

        return StepHistories(context, tally);
    }

    /// <summary>The next rows whose stored version is by one of the files; false when there are none.</summary>
    protected abstract bool StepStored(ChunkContext context, UndoTally tally);

    /// <summary>For a person and, with the source, for telling rows apart whose hashes meet.</summary>
    protected abstract string NameOf(T row);

    protected abstract int SourceOf(T row);

    protected abstract long HashOf(T row);

    /// <summary>The content with date and lineage of another version; only facts have versions that differ in no more.</summary>
    protected virtual T Stamped(T content, T stamp) => content;

    /// <summary>Histories of rows, by the order the rows are given in.</summary>
    protected List<List<KeptVersion>> HistoriesOf(ChunkContext context, IReadOnlyList<T> rows)
    {
        var byHash = BeforeImages.Of(context.Session, kind, rows.Select(HashOf).ToList());
        return [.. rows.Select(row => byHash.TryGetValue(HashOf(row), out var versions) ? versions.FindAll(version => IsOf(row, version)) : [])];
    }

    /// <summary>Looks at rows before a step takes versions of them out, for what follows from that on other rows; done once the step is written. Null: nothing.</summary>
    protected virtual Action? Follow(ChunkContext context, IReadOnlyList<T> rows, IReadOnlyList<List<KeptVersion>> histories) => null;

    /// <summary>Collects what has to be written of a history, and says what becomes of the stored row.</summary>
    protected History Take(T row, List<KeptVersion> versions, int storedFile, HistoryEdits edits)
    {
        var history = History.Without(versions, storedFile, Files.Ids);
        edits.Forgotten.AddRange(history.Forgotten);
        foreach (var splice in history.Splices)
        {
            var (stamp, content) = (versions[splice.Place], versions[splice.ContentOf]);
            edits.Rewritten.Add((stamp.Id, new BeforeImage
            {
                Kind = kind,
                RowHash = HashOf(row),
                FileId = splice.FileId,
                WasFileId = stamp.WasFileId,
                StampOnly = splice.StampOnly,
                Vendor = content.Vendor,
                Content = splice.ContentOf == splice.Place ? stamp.Content : RowJson.Write(Stamped(RowJson.Read<T>(content.Content), RowJson.Read<T>(stamp.Content))),
            }));
        }

        return history;
    }

    private bool StepHistories(ChunkContext context, UndoTally tally)
    {
        var rows = new List<T>();
        using (var cursor = context.Session.Reader.Query(FormattableString.Invariant(
            $"SELECT content FROM before_images WHERE kind = {kind} AND was_file_id IN ({Files.List}) ORDER BY id LIMIT {StepRows}")))
            while (cursor.Read())
                rows.Add(RowJson.Read<T>(cursor.Text(0)!));
        rows = [.. rows.DistinctBy(row => (SourceOf(row), NameOf(row)))];
        if (rows.Count == 0)
            return false;
        var histories = HistoriesOf(context, rows);
        var follow = Follow(context, rows, histories);
        var edits = new HistoryEdits();
        for (var n = 0; n < rows.Count; n++)
        {
            // The last kept version was replaced by the file that wrote the stored row, which is none of ours: those are done.
            var history = Take(rows[n], histories[n], histories[n][^1].FileId, edits);
            tally.Keep(kind, NameOf(rows[n]), history.LaterFile);
        }

        edits.Write(context.Session);
        follow?.Invoke();
        return true;
    }

    private bool IsOf(T row, KeptVersion version)
    {
        var kept = RowJson.Read<T>(version.Content);
        return SourceOf(kept) == SourceOf(row) && NameOf(kept) == NameOf(row);
    }
}

/// <summary>What a step changes in the histories.</summary>
internal sealed class HistoryEdits
{
    public List<long> Forgotten { get; } = [];

    public List<(long Id, BeforeImage Image)> Rewritten { get; } = [];

    public void Write(WriteSession session)
    {
        BeforeImages.Forget(session, Forgotten);
        BeforeImages.Replace(session, Rewritten);
    }
}
