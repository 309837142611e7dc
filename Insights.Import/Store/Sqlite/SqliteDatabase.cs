using System.Data.Common;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Insights.Import.Store.Sqlite;

/// <summary>reporting.db in the data directory.</summary>
internal sealed class SqliteDatabase(StoreOptions options) : StoreDatabase
{
    private readonly string connectionString =
        new SqliteConnectionStringBuilder { DataSource = options.SqlitePath, DefaultTimeout = 60 }.ConnectionString;

    private DbContextOptions<SqliteReportingDbContext>? own;

    static SqliteDatabase()
    {
        // Each connection is used by one thread at a time, as ADO.NET demands, and nobody asks how much memory SQLite has taken: its locks around every call
        // are a twentieth of an import. Both say no, without harm, when something in the process has used SQLite before.
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override bool OneWriter => true;

    public override void Configure(DbContextOptionsBuilder builder, string migrationsTable, DbConnection? shared)
    {
        if (shared is null)
            builder.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(migrationsTable)).AddInterceptors(SqlitePragmas.Instance);
        else
            builder.UseSqlite(shared, sqlite => sqlite.MigrationsHistoryTable(migrationsTable));
        builder.ReplaceService<IMigrationsSqlGenerator, ClusteredTableSql>();
    }

    public override ReportingDbContext Open(DataScope scope, DbConnection? shared = null)
    {
        // Made once: EF looks its services up by what is in them, each time they are new.
        return new SqliteReportingDbContext(shared is null ? own ??= Options(null) : Options(shared), scope);
    }

    private DbContextOptions<SqliteReportingDbContext> Options(DbConnection? shared)
    {
        var builder = new DbContextOptionsBuilder<SqliteReportingDbContext>();
        Configure(builder, ReportingDbContext.MigrationsTable, shared);
        builder.ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, ScopedModelKey>();
        return builder.Options;
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        SqlitePragmas.Apply(connection, SqlitePragmas.PerConnection + SqlitePragmas.ForPasses);
        return connection;
    }

    /// <summary>BEGIN IMMEDIATE: a transaction that read first and then wants to write could only fail.</summary>
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancel) =>
        await ((SqliteConnection)connection).BeginTransactionAsync(cancel);

    public override IFactReader OpenReader(bool forLookUps)
    {
        var connection = OpenForPasses();
        if (forLookUps)
            SqlitePragmas.Apply(connection, SqlitePragmas.ForLookUps);
        return new SqliteFactReader(connection, owned: true);
    }

    public override IFactReader OpenReader(DbConnection connection, DbTransaction transaction) =>
        new SqliteFactReader((SqliteConnection)connection, owned: false);

    /// <summary>How many new ids of one transaction are written as a run. Fewer are quickly written among the others, and leave nobody a run to ask. Tests make runs of few.</summary>
    public int IdsWorthARun { get; set; } = 250_000;

    public override WriteSession OpenWriteSession() => new SqliteWriteSession(OpenConnection(pooled: false), OpenForCopying) { IdsWorthARun = IdsWorthARun };

    public override async Task MigrateAsync(DbContext context, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetFullPath(options.DataDirectory));

        // EF's own lock is a row that a killed process leaves behind, and the next start would wait for it for ever.
        // A locked file is released with its process, so whoever holds it may clear the row.
        using var alone = await new FileTurn(options.SqlitePath + ".migrating").TakeAsync(cancel);
        if (!File.Exists(options.SqlitePath))
            SqlitePragmas.CreateFile(connectionString);
        if (!(await context.Database.GetPendingMigrationsAsync(cancel)).Any())
            return;
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
        await context.Database.MigrateAsync(cancel);
    }

    public override void CloseIdle()
    {
        using var any = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(any);
    }

    private SqliteConnection OpenForPasses()
    {
        var connection = OpenConnection(pooled: true);
        SqlitePragmas.Apply(connection, SqlitePragmas.ForPasses);
        return connection;
    }

    private SqliteConnection OpenForCopying()
    {
        var connection = OpenConnection(pooled: false);
        SqlitePragmas.Apply(connection, SqlitePragmas.ForPasses);
        return connection;
    }

    /// <param name="pooled">False for the importer: its cache must go when it is done.</param>
    private SqliteConnection OpenConnection(bool pooled)
    {
        var connection = new SqliteConnection(pooled ? connectionString : new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        SqlitePragmas.ApplyOnce(connection);
        return connection;
    }
}
