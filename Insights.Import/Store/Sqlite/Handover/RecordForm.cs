using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>Finished records, which hold no key: so it does not matter under which one a row is settled in the end.</summary>
/// <param name="recordOf">A record of the kind's table, made for this thread; null where its rows are written one by one.</param>
internal sealed class RecordForm(Record?[] recordOf) : IRowForm
{
    public int Write<T, TShape>(ref Candidate<T> row, ref byte[] to, int at) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (recordOf[TShape.Kind] is not { } record)
            return 0;
        var sink = new RecordSink(record);
        record.Start();
        WriteSession.WriteRow<T, TShape, RecordSink>(ref row, ref sink);
        record.Finish();
        if (record.Length > TablePages.LongestRecord)
            return 0;
        record.CopyTo(IRowForm.Room(ref to, at, record.Length));
        return record.Length;
    }
}
