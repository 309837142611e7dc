using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>Writing facts.</content>
internal sealed partial class SqliteWriteSession
{
    public override void Write<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order, ReadOnlySpan<byte> made)
    {
        var columns = FactColumns<T, TShape>();
        var values = string.Join(", ", columns.Select(_ => "?"));
        var insert = Prepare($"INSERT OR IGNORE INTO {TShape.Table} ({string.Join(", ", columns)}) VALUES ({values})");
        var replace = Prepare($"REPLACE INTO {TShape.Table} ({string.Join(", ", columns)}) VALUES ({values})");
        DeleteMoved<T, TShape>(rows, order);
        written += order.Length;

        foreach (var i in HandOver<T, TShape>(rows, order, made))
        {
            ref var row = ref rows[i];
            if (row.Action == FactAction.Replace)
            {
                Bind<T, TShape>(replace, ref row);
                replace.Statement.Run();
                continue;
            }

            Bind<T, TShape>(insert, ref row);
            var settled = row.Action == FactAction.Insert;
            while (insert.Statement.Run() == 0)
            {
                // Another row has this key: whole-second sources meet in the low bits.
                row.Key = FactKey.Next(row.Key);
                insert.Number(1, row.Key);
                settled = false;
            }

            if (!settled)
                Point<T, TShape>(ref row);
        }

        MoveVendors<T, TShape>(rows, order);
    }

    public override void Restamp<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var update = Prepare($"UPDATE {TShape.Table} SET version_at = ?1, file_id = ?2, line = ?3 WHERE key = ?4");
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            update.Start();
            update.Number(row.Version);
            update.Number(row.Row.FileId);
            update.Number(row.Row.Line);
            update.Number(row.Old.Key);
            update.Statement.Run();
        }
    }

    public override void Derive<T, TShape>(IReadOnlyList<Derived> changes)
    {
        var vendor = Prepare($"UPDATE {TShape.Table} SET vendor_id = ?1 WHERE key = ?2");
        var both = TShape.HasDisputeDates ? Prepare($"UPDATE {TShape.Table} SET vendor_id = ?1, charged_at = ?2 WHERE key = ?3") : vendor;
        leaving.Clear();
        joining.Clear();
        foreach (var change in changes)
        {
            var update = change.SetsDate ? both : vendor;
            update.Start();
            update.Number(change.Vendor);
            if (change.SetsDate && change.Charged == Stored.None)
                update.Null();
            else if (change.SetsDate)
                update.Number(change.Charged);
            update.Number(change.Key);
            update.Statement.Run();
            if (change.OldVendor == change.Vendor)
                continue;
            leaving.Add((change.OldVendor, change.Key));
            joining.Add((change.Vendor, change.Key));
        }

        Vendors<T, TShape>();
    }

    private static void Bind<T, TShape>(SqliteBinder binder, ref Candidate<T> row) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        binder.Start();
        var sink = new SqliteSink(binder);
        WriteRow<T, TShape, SqliteSink>(ref row, ref sink);
    }

    private void DeleteMoved<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var delete = Prepare($"DELETE FROM {TShape.Table} WHERE key = ?1");
        foreach (var i in order)
        {
            if (rows[i].Action != FactAction.Move)
                continue;
            delete.Number(1, rows[i].Old.Key);
            delete.Statement.Run();
        }
    }
}
