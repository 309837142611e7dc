using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>The list of each vendor's facts.</content>
internal sealed partial class SqliteWriteSession
{
    // Kept between chunks: they grow to large objects.
    private readonly List<(int Vendor, long Key)> leaving = [];
    private readonly List<(int Vendor, long Key)> joining = [];

    private void MoveVendors<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        leaving.Clear();
        joining.Clear();
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            if (row.Action != FactAction.Insert && (row.Old.VendorId != row.Row.VendorId || row.Old.Key != row.Key))
                leaving.Add((row.Old.VendorId, row.Old.Key));
            if (row.Action == FactAction.Insert || row.Old.VendorId != row.Row.VendorId || row.Old.Key != row.Key)
                joining.Add((row.Row.VendorId, row.Key));
        }

        Vendors<T, TShape>();
    }

    /// <summary>Writes <see cref="leaving"/> and <see cref="joining"/>; rows without a vendor are in nobody's list.</summary>
    private void Vendors<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var delete = Prepare($"DELETE FROM {VendorsOf<T, TShape>()} WHERE vendor_id = ?1 AND key = ?2", 2);
        foreach (var (vendor, key) in leaving)
        {
            delete.Number(1, vendor);
            delete.Number(2, key);
            delete.Statement.Run();
        }

        joining.Sort();
        var insert = Prepare($"INSERT INTO {VendorsOf<T, TShape>()} (vendor_id, key) VALUES (?1, ?2)", 2);
        foreach (var (vendor, key) in joining)
        {
            if (vendor == 0)
                continue;
            insert.Number(1, vendor);
            insert.Number(2, key);
            insert.Statement.Run();
        }
    }
}
