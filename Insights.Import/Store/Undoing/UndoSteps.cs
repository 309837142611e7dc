using System.Globalization;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>Runs the steps of one undo, each in a transaction with its marks and its counts.</summary>
internal sealed class UndoSteps(ReportingStore store, WriteSession session, UndoPlan plan)
{
    private readonly VendorDirectory vendors = new();
    private readonly ContentHash hash = new();

    public async Task<bool> RunAsync<T>(RowsUndo<T> rows, UndoTally tally, CancellationToken cancel)
        where T : class
    {
        cancel.ThrowIfCancellationRequested();
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        await using var turn = await store.LockForWritingAsync(cancel);
        session.Begin();
        try
        {
            vendors.Begin(session);
            var chunk = new FactChunk { FileId = 0, SourceId = 0 };
            var context = new ChunkContext(session, chunk, vendors, hash, new Marks(zone), new KeptRemarks(0));
            var step = new UndoTally();
            if (!rows.Step(context, step))
            {
                session.Rollback();
                return false;
            }

            context.Following.Propagate();
            Count(step);
            var version = Convert.ToInt64(Scalar(VersionSql.Next), CultureInfo.InvariantCulture);
            context.Marks.Write(session, version);
            session.Commit();
            vendors.Committed();
            store.Remember(version);
            tally.Add(step);
            return true;
        }
        catch
        {
            vendors.RolledBack();
            session.Rollback();
            throw;
        }
    }

    private void Count(UndoTally step) => Scalar(FormattableString.Invariant(
        $"UPDATE import_batches SET undo_removed = undo_removed + {step.Removed}, undo_restored = undo_restored + {step.Restored}, undo_kept = undo_kept + {step.Kept} WHERE id = {plan.Batch!.Id}"));

    private object? Scalar(string sql)
    {
        using var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
#pragma warning disable CA2100 // numbers only
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
