using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Undoing;

/// <summary>Takes some files' versions of one kind of dimension out. Few rows, so through EF in the step's own transaction.</summary>
internal class DimensionUndo<T, TShape>(UndoFiles files, StoreDatabase database) : RowsUndo<T>(files, TShape.Kind)
    where T : class where TShape : struct, IDimensionShape<T>
{
    protected override bool StepStored(ChunkContext context, UndoTally tally)
    {
        using var reporting = database.Open(DataScope.Staff, context.Session.Connection);
        reporting.Database.UseTransaction(context.Session.Transaction);
        var rows = reporting.Set<T>().Where(TShape.From(Files.Ids)).Take(StepRows).ToList();
        if (rows.Count == 0)
            return false;
        var histories = HistoriesOf(context, rows);
        var edits = new HistoryEdits();
        for (var n = 0; n < rows.Count; n++)
        {
            var history = Take(rows[n], histories[n], TShape.FileOf(rows[n]), edits);
            if (history.Fate == Fate.Removed)
            {
                Remove(reporting, rows[n], tally);
                continue;
            }

            var before = histories[n][history.Restore];
            TShape.Copy(RowJson.Read<T>(before.Content), rows[n]);
            TShape.SetFile(rows[n], before.WasFileId);
            tally.Restored++;
        }

        reporting.SaveChanges();
        edits.Write(context.Session);
        return true;
    }

    protected virtual void Remove(ReportingDbContext reporting, T row, UndoTally tally)
    {
        reporting.Remove(row);
        tally.Removed++;
    }

    protected override string NameOf(T row) => TShape.NameOf(row);

    protected override int SourceOf(T row) => TShape.SourceOf(row);

    protected override long HashOf(T row) => TShape.HashOf(row);
}
