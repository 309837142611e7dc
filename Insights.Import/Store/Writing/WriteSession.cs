using System.Data.Common;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Reading;

namespace Insights.Import.Store.Writing;

/// <summary>
/// One connection of one writer: the set-wise steps of an import, which each provider does its own fast way. Synchronous on purpose:
/// SQLite works in the calling thread, and PostgreSQL's COPY is one stream.
/// </summary>
internal abstract class WriteSession : IDisposable
{
    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>How many rows are best written in one transaction.</summary>
    public abstract int RowsPerTransaction { get; }

    /// <summary>Makes rows ready to be written from another thread; null where there is nothing to make ready.</summary>
    public virtual IRowForm? Forms => null;

    public abstract void Begin();

    public abstract void Commit();

    public abstract void Rollback();

    /// <summary>Fills <see cref="Candidate{T}.Old"/> of the rows named by <paramref name="order"/> (ascending by id hash), and says how many it found. May reserve ids of new rows.</summary>
    public abstract int Locate<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>
    /// Writes the rows named by <paramref name="order"/> (ascending by key, actions insert, replace and move): facts, ids, vendor look-up.
    /// Settles keys that are taken already.
    /// </summary>
    /// <param name="made">Forms of the rows that have one, made by <see cref="Forms"/>.</param>
    public abstract void Write<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order, ReadOnlySpan<byte> made) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Writes version and lineage of rows whose content is unchanged.</summary>
    public abstract void Restamp<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Takes out the rows named by <paramref name="order"/>, which were located: facts, ids, vendor look-up.</summary>
    public abstract void Remove<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Answers by natural key.</summary>
    public abstract void Find<T, TShape>(Span<Lookup> lookups) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>What lies under these keys.</summary>
    public abstract List<Stored> Load<T, TShape>(IReadOnlyList<long> keys) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Writes vendor (and charge date of disputes) that followers take from their charge, and moves their vendor look-up along.</summary>
    public abstract void Derive<T, TShape>(IReadOnlyList<Derived> changes) where T : class, IFact where TShape : struct, IFactShape<T>;

    /// <summary>Rows that follow any of these charges; hashes ascending.</summary>
    public abstract List<ChargeFollower> FollowersOf(IReadOnlyList<long> chargeHashes);

    public abstract bool AnyFollowers();

    /// <summary>Reads in this session's transaction.</summary>
    public abstract FactReads Reader { get; }

    /// <summary>Inserts rows, or updates what <paramref name="onConflict"/> says ("" = there is none, "(a, b) DO UPDATE SET c = excluded.c").</summary>
    public abstract void Upsert<T>(string table, string[] columns, string onConflict, IReadOnlyList<T> rows, Action<T, IColumnSink> write);

    /// <summary>Deletes the rows with these keys.</summary>
    public abstract void Delete<T>(string table, string[] keyColumns, IReadOnlyList<T> rows, Action<T, IColumnSink> write);

    /// <summary>Refreshes query-planner statistics when they have become wrong.</summary>
    public abstract void Analyze();

    public abstract void Dispose();

    protected static string StoredColumns<T, TShape>(string prefix = "") where T : class, IFact where TShape : struct, IFactShape<T> =>
        string.Join(", ", ((string[])["key", "source_id", "external_id", "vendor_id", "version_at", "content_hash", TShape.DateColumn]).Select(column => prefix + column))
        + (TShape.HasDisputeDates ? $", {prefix}charged_at, {prefix}decided_at, " : ", NULL, NULL, ") + prefix + TShape.ChargeColumn;

    /// <summary>Every column of a fact in the order <see cref="WriteRow"/> writes them.</summary>
    public static string[] FactColumns<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> =>
        ["key", "source_id", "external_id", "vendor_id", .. TShape.ContentColumns.Select(StoreConventions.Snake), "version_at", "content_hash", "file_id", "line"];

    public static void WriteRow<T, TShape, TSink>(ref Candidate<T> row, ref TSink sink)
        where T : class, IFact where TShape : struct, IFactShape<T> where TSink : struct, IColumnSink
    {
        sink.Int64(row.Key);
        sink.Int32(row.Row.SourceId);
        sink.Text(row.Row.ExternalId);
        sink.Int32(row.Row.VendorId);
        TShape.Content(row.Row, ref sink);
        sink.Int64(row.Version == Stored.None ? null : row.Version);
        sink.Int64(row.ContentHash);
        sink.Int32(row.Row.FileId);
        sink.Int32(row.Row.Line);
    }
}
