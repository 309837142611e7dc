using System.Data.Common;
using Insights.Web.Portal.Postgres;
using Insights.Web.Portal.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>Opens the portal's own database. One instance a process.</summary>
internal sealed class PortalStore
{
    private readonly PortalStoreOptions _options;
    private readonly DbContextOptions<SqlitePortalDbContext>? _sqlite;
    private readonly DbContextOptions<PostgresPortalDbContext>? _postgres;

    public PortalStore(PortalStoreOptions options)
    {
        _options = options;
        if (options.PostgresConnectionString is { } connection)
        {
            _postgres = new DbContextOptionsBuilder<PostgresPortalDbContext>()
                .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("__EFMigrationsHistory", PostgresPortalDbContext.Schema))
                .Options;
        }
        else
        {
            var file = new SqliteConnectionStringBuilder { DataSource = options.SqlitePath, DefaultTimeout = 30 };
            _sqlite = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(file.ToString()).Options;
        }
    }

    /// <summary>A context the caller disposes.</summary>
    public PortalDbContext Open() =>
        _sqlite is not null ? new SqlitePortalDbContext(_sqlite) : new PostgresPortalDbContext(_postgres!);

    /// <summary>
    /// Brings the schema up to date; safe to call at every start, by one process at a time: the caller holds the turn
    /// (<see cref="PortalStoreOptions.MigrationTurnPath"/>).
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        if (_sqlite is not null)
            Directory.CreateDirectory(_options.DataDirectory);
        await using var db = Open();
        if (_sqlite is null)
        {
            await db.Database.MigrateAsync(cancel);
            return;
        }
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            // EF's own lock is a row that a killed process leaves behind, and the next start would wait for it for ever.
            await using (var forgotten = await CommandAsync(db, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel))
                await forgotten.ExecuteNonQueryAsync(cancel);
            await db.Database.MigrateAsync(cancel);
        }
        // Readers must not wait for a writer: a sign-in goes on while an audit row is written. The mode stays with the file.
        await using var command = await CommandAsync(db, "PRAGMA journal_mode=WAL", cancel);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<DbCommand> CommandAsync(PortalDbContext db, string text, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // two constants of this class
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
