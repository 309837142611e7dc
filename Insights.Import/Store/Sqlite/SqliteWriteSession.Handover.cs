using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Sqlite.Handover;
using Insights.Import.Store.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <content>New rows, which need no more than to be stored, go over many at once (<see cref="SqliteHandover"/>).</content>
internal sealed partial class SqliteWriteSession
{
    private static readonly string[] s_facts = [TransactionShape.Table, TicketShape.Table, ChargebackShape.Table];

    private readonly Record?[] records = new Record?[4];
    private Record? pair;

    // Kept between chunks, like all lists here.
    private readonly List<int> handed = [];
    private readonly List<int> left = [];
    private SqliteHandover? handover;
    private RecordForm? forms;

    public override IRowForm Forms => forms ??= new RecordForm(
        [null, RecordOf<Transaction, TransactionShape>(), RecordOf<Ticket, TicketShape>(), RecordOf<Chargeback, ChargebackShape>()]);

    private SqliteHandover Handover => handover ??= SqliteHandover.Open(connection, s_facts, [.. s_facts.Select(IdsTable), .. s_facts.Select(VendorsOf)]);

    /// <summary>Writes rows that are new and whose key is free; returns those that must be looked at one by one.</summary>
    private ReadOnlySpan<int> HandOver<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order, ReadOnlySpan<byte> made) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if ((records[TShape.Kind] ??= RecordOf<T, TShape>()) is not { } record)
            return order;
        handed.Clear();
        left.Clear();
        Handover.Start(TShape.Table);
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            if (row.Action != FactAction.Insert || (handed.Count > 0 && rows[handed[^1]].Key >= row.Key))
            {
                left.Add(i);
                continue;
            }

            if (!TryAdd<T, TShape>(ref row, record, made))
            {
                Take();
                Handover.Start(TShape.Table);
                if (!TryAdd<T, TShape>(ref row, record, made))
                {
                    left.Add(i);
                    continue;
                }
            }

            handed.Add(i);
        }

        Take();
        return CollectionsMarshal.AsSpan(left);
    }

    /// <summary>False when there is no room for the row any more, or never was.</summary>
    private bool TryAdd<T, TShape>(ref Candidate<T> row, Record record, ReadOnlySpan<byte> made) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (row.FormLength > 0)
            return Handover.TryAdd(row.Key, made.Slice(row.FormStart, row.FormLength));
        var sink = new RecordSink(record);
        record.Start();
        WriteRow<T, TShape, RecordSink>(ref row, ref sink);
        record.Finish();
        return record.Length <= TablePages.LongestRecord && Handover.TryAdd(row.Key, record);
    }

    private Record? RecordOf<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> =>
        Handover.ColumnsOf(TShape.Table) is { } columns ? new Record(FactColumns<T, TShape>(), columns, "key") : null;

    /// <summary>One of them may have a key that is taken: then none was written, and all are settled one by one.</summary>
    private void Take()
    {
        try
        {
            Handover.Run();
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            left.AddRange(handed);
        }

        handed.Clear();
    }

    /// <summary>Begins with the rows of a narrow table, which are pairs of numbers. False where they must be written one by one.</summary>
    private bool StartPairs(string table)
    {
        if (Handover.ColumnsOf(table) is null)
            return false;
        pair ??= new Record([SqliteHandover.Ordinal, "one", "other"], [SqliteHandover.Ordinal, "one", "other"], SqliteHandover.Ordinal);
        Handover.Start(table);
        return true;
    }

    private void HandOverPair(string table, long ordinal, long one, long other)
    {
        pair!.Start();
        pair.Null();
        pair.Number(one);
        pair.Number(other);
        pair.Finish();
        if (Handover.TryAdd(ordinal, pair))
            return;
        Handover.Run();
        Handover.Start(table);
        _ = Handover.TryAdd(ordinal, pair);
    }
}
