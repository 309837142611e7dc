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

    /// <summary>Brings the schema up to date; safe to call at every start.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        if (_sqlite is not null)
            Directory.CreateDirectory(_options.DataDirectory);
        await using var db = Open();
        await db.Database.MigrateAsync(cancel);
        if (_sqlite is null)
            return;
        // Readers must not wait for a writer: a sign-in goes on while an audit row is written. The mode stays with the file.
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancel);
    }
}
