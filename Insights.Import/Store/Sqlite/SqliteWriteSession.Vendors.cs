using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>The list of each vendor's facts. Who joins is written later, vendor by vendor, so that each page of the lists is written once.</content>
internal sealed partial class SqliteWriteSession
{
    /// <summary>Lists of few vendors grow at few places, so they need not wait for the commit: two megabytes are kept, and not a whole transaction.</summary>
    private const int FewVendors = 1_000;
    private const int MostJoined = 250_000;

    private readonly Dictionary<int, List<long>>?[] joined = new Dictionary<int, List<long>>?[4];
    private readonly int[] joinedCount = new int[4];

    // Kept between chunks: they grow to large objects.
    private readonly List<(int Vendor, long Key)> leaving = [];
    private readonly List<(int Vendor, long Key)> joining = [];

    private static string VendorsOf(string table) => table[..^1] + "_vendors";

    private void MoveVendors<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (AreNew(rows, order))
        {
            var lists = joined[TShape.Kind] ??= [];
            foreach (var i in order)
            {
                ref var row = ref rows[i];
                Join(lists, row.Follows ? row.Row.VendorId : row.NamedVendor, row.Key);
            }

            Joined<T, TShape>(order.Length);
            return;
        }

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

    /// <summary>Takes in <see cref="leaving"/> and <see cref="joining"/>; rows without a vendor are in nobody's list.</summary>
    private void Vendors<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (leaving.Count > 0)
        {
            // Who leaves may have joined in this transaction.
            WriteVendors(TShape.Table, joined[TShape.Kind]);
            var delete = Prepare($"DELETE FROM {VendorsOf(TShape.Table)} WHERE vendor_id = ?1 AND key = ?2");
            foreach (var (vendor, key) in leaving)
            {
                delete.Number(1, vendor);
                delete.Number(2, key);
                delete.Statement.Run();
            }
        }

        var lists = joined[TShape.Kind] ??= [];
        foreach (var (vendor, key) in joining)
            Join(lists, vendor, key);
        Joined<T, TShape>(joining.Count);
    }

    private static bool AreNew<T>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact
    {
        foreach (var i in order)
            if (rows[i].Action != FactAction.Insert)
                return false;
        return true;
    }

    private static void Join(Dictionary<int, List<long>> lists, int vendor, long key)
    {
        if (vendor != 0)
            (CollectionsMarshal.GetValueRefOrAddDefault(lists, vendor, out _) ??= []).Add(key);
    }

    private void Joined<T, TShape>(int count) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        joinedCount[TShape.Kind] += count;
        if (joinedCount[TShape.Kind] < MostJoined)
            return;
        joinedCount[TShape.Kind] = 0;
        if (joined[TShape.Kind] is { Count: <= FewVendors } lists)
            WriteVendors(TShape.Table, lists);
    }

    private void WriteVendors()
    {
        WriteVendors(TransactionShape.Table, joined[TransactionShape.Kind]);
        WriteVendors(TicketShape.Table, joined[TicketShape.Kind]);
        WriteVendors(ChargebackShape.Table, joined[ChargebackShape.Kind]);
    }

    private void WriteVendors(string table, Dictionary<int, List<long>>? lists)
    {
        if (lists is null || lists.Count == 0)
            return;
        foreach (var keys in lists.Values)
            keys.Sort();
        if (StartPairs(VendorsOf(table)))
        {
            var ordinal = 0L;
            foreach (var vendor in lists.Keys.Order())
                foreach (var key in lists[vendor])
                    HandOverPair(VendorsOf(table), ordinal++, vendor, key);
            Handover.Run();
        }
        else
        {
            InsertVendors(table, lists);
        }

        ForgetVendors(lists);
    }

    private void InsertVendors(string table, Dictionary<int, List<long>> lists)
    {
        var insert = Prepare($"INSERT INTO {VendorsOf(table)} (vendor_id, key) VALUES (?1, ?2)");
        foreach (var vendor in lists.Keys.Order())
        {
            insert.Number(1, vendor);
            foreach (var key in lists[vendor])
            {
                insert.Number(2, key);
                insert.Statement.Run();
            }
        }
    }

    private void ForgetVendors()
    {
        foreach (var lists in joined)
            ForgetVendors(lists);
    }

    private static void ForgetVendors(Dictionary<int, List<long>>? lists)
    {
        // The lists' memory is kept for the next transaction, unless a file names more vendors than is worth it.
        if (lists is null)
            return;
        if (lists.Count > FewVendors)
            lists.Clear();
        foreach (var keys in lists.Values)
            keys.Clear();
    }
}
