using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Rows in the form in which the store takes them in, made ahead of their turn from the thread that reads: there a row's values are still at hand, and the thread
/// that writes is the busier one. Not for two threads.
/// </summary>
internal interface IRowForm
{
    /// <summary>Writes a row that may turn out to be new behind what stands there already; says how long it is, or 0 for a row that must be written in its turn.</summary>
    int Write<T, TShape>(ref Candidate<T> row, ref byte[] to, int at) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Where the row goes, in a longer array if need be.</summary>
    static Span<byte> Room(ref byte[] to, int at, int bytes)
    {
        if (to.Length - at < bytes)
            Array.Resize(ref to, Math.Max(to.Length * 2, at + bytes));
        return to.AsSpan(at, bytes);
    }
}
