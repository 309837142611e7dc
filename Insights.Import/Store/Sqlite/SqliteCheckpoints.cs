using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>
/// Carries committed pages from the write-ahead log into the file beside the next transaction, on a connection of its own: the copying and the waiting for
/// the disk are a tenth of an import, and need nothing the importer needs.
/// </summary>
/// <remarks>
/// The log begins anew only when a writer finds all of it copied, so a writer that never rests makes it grow. Beyond a bound the writer waits for the copy.
/// A copy that fails loses nothing: what it did not reach stays in the log for the next one.
/// </remarks>
internal sealed class SqliteCheckpoints(Func<SqliteConnection> open) : IDisposable
{
    /// <summary>So many rows, some 40 MB of pages, are worth a copy.</summary>
    private const long WorthCopying = 200_000;

    /// <summary>
    /// Pages of 16 KB: two gigabytes on disk, which only imports of as much reach. To wait for a copy is to wait for the disk twice, for the log and for the file,
    /// with both processors idle.
    /// </summary>
    private const int MostPages = 131_072;

    private Task<int> copying = Task.FromResult(0);
    private long rows;
    private SqliteConnection? connection;

    /// <summary>Before the tables beside the facts are written: the file's reading waits for that, so a processor is free for the copy.</summary>
    public void Committing()
    {
        if (!copying.IsCompleted || rows < WorthCopying)
            return;
        rows = 0;
        copying = Task.Run(Copy);
    }

    /// <summary>After a commit of so many rows.</summary>
    public void Committed(long written)
    {
        rows += written;
        if (!copying.IsCompleted || copying.Result < MostPages)
            return;
        rows = 0;
        Copy();
        copying = Task.FromResult(0);
    }

    public void Dispose()
    {
        copying.Wait();
        if (rows >= WorthCopying)
            Copy();
        connection?.Dispose();
    }

    /// <summary>Passive: stops for nobody and makes nobody wait. Returns the pages in the log, copied or not.</summary>
    private int Copy()
    {
        connection ??= open();
        raw.sqlite3_wal_checkpoint_v2(connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        return pages;
    }
}
