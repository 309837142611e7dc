using System.Data;
using System.Data.Common;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Insights.Import.Store.Postgres;

/// <summary>The schema "reporting" of a PostgreSQL database.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    /// <summary>Any fixed number; every process that migrates takes the lock of this number.</summary>
    private const long MigrationLock = 7_305_812_460_118;

    private readonly string connectionString;
    private DbContextOptions<PostgresReportingDbContext>? own;

    public PostgresDatabase(StoreOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            throw new InvalidOperationException("The reporting store is set to PostgreSQL but has no connection string; set Insights:ConnectionString.");

        // The bulk paths write their statements without a schema, so that both providers share them.
        connectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { SearchPath = StoreConventions.Schema }.ConnectionString;
    }

    public override bool OneWriter => false;

    public override void Configure(DbContextOptionsBuilder builder, string migrationsTable, DbConnection? shared)
    {
        if (shared is null)
            builder.UseNpgsql(connectionString, History);
        else
            builder.UseNpgsql(shared, History);

        void History(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql) =>
            npgsql.MigrationsHistoryTable(migrationsTable, StoreConventions.Schema);
    }

    public override ReportingDbContext Open(DataScope scope, DbConnection? shared = null)
    {
        // Made once: EF looks its services up by what is in them, each time they are new.
        return new PostgresReportingDbContext(shared is null ? own ??= Options(null) : Options(shared), scope);
    }

    private DbContextOptions<PostgresReportingDbContext> Options(DbConnection? shared)
    {
        var builder = new DbContextOptionsBuilder<PostgresReportingDbContext>();
        Configure(builder, ReportingDbContext.MigrationsTable, shared);
        builder.ReplaceService<IModelCacheKeyFactory, ScopedModelKey>();
        return builder.Options;
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancel) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);

    public override IFactReader OpenReader(bool forLookUps)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return new PostgresFactReader(connection, null, owned: true);
    }

    public override IFactReader OpenReader(DbConnection connection, DbTransaction transaction) =>
        new PostgresFactReader((NpgsqlConnection)connection, (NpgsqlTransaction)transaction, owned: false);

    public override WriteSession OpenWriteSession()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return new PostgresWriteSession(connection);
    }

    public override void CloseIdle()
    {
        using var any = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(any);
    }

    public override async Task MigrateAsync(DbContext context, CancellationToken cancel)
    {
        if (!(await context.Database.GetPendingMigrationsAsync(cancel)).Any())
            return;

        // EF's own lock ends with each migration's transaction, so of two processes that start at once the second would repeat the next one.
        // This one belongs to its connection and ends with it, however the process ends.
        await using var turn = new NpgsqlConnection(connectionString);
        await turn.OpenAsync(cancel);
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", turn) { CommandTimeout = 0 })
        {
            take.Parameters.AddWithValue("key", MigrationLock);
            await take.ExecuteNonQueryAsync(cancel);
        }

        await context.Database.MigrateAsync(cancel);
        await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock(@key)", turn);
        release.Parameters.AddWithValue("key", MigrationLock);
        await release.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
