using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Postgres;

/// <summary>Rows as COPY takes them; only the key, which stands first, may become another one.</summary>
internal sealed class CopyForm : IRowForm
{
    private readonly CopyRows?[] rows = new CopyRows?[4];

    public int Write<T, TShape>(ref Candidate<T> row, ref byte[] to, int at) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var written = rows[TShape.Kind] ??= new CopyRows(WriteSession.FactColumns<T, TShape>().Length);
        var sink = new PostgresSink(written);
        written.Clear();
        written.StartRow();
        WriteSession.WriteRow<T, TShape, PostgresSink>(ref row, ref sink);
        written.Written.CopyTo(IRowForm.Room(ref to, at, written.Used));
        return written.Used;
    }
}
