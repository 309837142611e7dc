using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Insights.Import.Store.Sqlite;

/// <summary>Every pragma of reporting.db, in one place, each with its reason.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    /// <summary>Connections that have <see cref="PerConnection"/> and have been told nothing since.</summary>
    private static readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> s_asOpened = [];

    /// <summary>Connections that have our functions, for as long as they are open.</summary>
    private static readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> s_functions = [];

    /// <summary>Set by tests only: a store that cannot grow beyond so many pages is a disk that is full.</summary>
    internal static long? MostPagesForTests { get; set; }

    /// <summary>
    /// Once, before the first table; later they would cost a rebuild.
    /// page_size 16 KB: fewer levels in trees of ten million rows, and half the writes of 4 KB pages on bulk import.
    /// journal_mode WAL: readers never wait for the importer and the importer never waits for readers; kept in the file.
    /// </summary>
    public const string AtCreation = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;";

    /// <summary>
    /// For every connection.
    /// busy_timeout: another process (a verb beside the server) may be writing; wait instead of failing.
    /// synchronous NORMAL: in WAL mode a power cut can lose the last commits but never corrupts, and files can be imported again.
    /// cache_size 64 MB: a page of 90 days stays in memory between two queries of one connection.
    /// mmap_size 1 GB: reads without copying pages; writes are not affected.
    /// journal_size_limit 64 MB: a log that a big import has made long is cut when it begins anew, instead of lying on the disk for ever.
    /// temp_store MEMORY: sorts of a page's rows need no file.
    /// foreign_keys OFF: there are none in this file, and checking for them costs.
    /// </summary>
    public const string PerConnection =
        "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;";

    /// <summary>
    /// For connections that go through many facts, to derive metrics from them.
    /// mmap_size 0: a pass over the whole file would count all of it as memory of this process; copying a page of a hundred rows costs a row nothing.
    /// cache_size 16 MB: each page is read once.
    /// temp_store FILE: an index over millions of rows is sorted in pieces that fit the cache, and on two threads where asked; in memory SQLite merges one long list over and over.
    /// </summary>
    public const string ForPasses = "PRAGMA mmap_size = 0; PRAGMA cache_size = -16384; PRAGMA temp_store = FILE;";

    /// <summary>
    /// After <see cref="ForPasses"/>, for one that looks up rows all over the file.
    /// mmap_size 1 GB: the events of a million tickets lie on a million pages of chance, and to copy each for five rows was a sixth of what reading them cost.
    /// </summary>
    public const string ForLookUps = "PRAGMA mmap_size = 1073741824;";

    /// <summary>
    /// For the connection that imports.
    /// cache_size 32 MB: facts are appended, and the tables in random order are read through filters and written in order, so more gains nothing.
    /// wal_autocheckpoint 262,144 pages (4 GB): the copying is done beside the import (SqliteCheckpoints); this is what is left if that should fail.
    /// mmap_size 0: pages that are about to be changed are better read into the cache once than mapped and copied.
    /// </summary>
    public const string WhileImporting = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 262144; PRAGMA mmap_size = 0;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => ApplyOnce(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ApplyOnce(connection);
        return Task.CompletedTask;
    }

    /// <summary><see cref="PerConnection"/>, unless it holds: a pooled connection comes back as it was left, and a page opens dozens.</summary>
    public static void ApplyOnce(DbConnection connection)
    {
        var handle = MostPagesForTests is null ? (connection as SqliteConnection)?.Handle : null;
        if (handle is not null && s_asOpened.TryGetValue(handle, out _))
            return;
        Apply(connection, PerConnection);
        if (handle is not null)
            s_asOpened.AddOrUpdate(handle, Instance);
    }

    public static void Apply(DbConnection connection, string pragmas)
    {
        if (connection is SqliteConnection { Handle: { } handle })
        {
            s_asOpened.Remove(handle);
            if (s_functions.TryAdd(handle, Instance))
                IdPageFunction.AddTo(handle);
        }

        using var command = connection.CreateCommand();
        command.CommandText = MostPagesForTests is { } most ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {most}; {pragmas}") : pragmas;
        command.ExecuteNonQuery();
    }

    /// <summary>Creates the file with its lasting pragmas if it does not exist yet; a file that exists keeps what it has.</summary>
    public static void CreateFile(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        Apply(connection, AtCreation);
    }
}
