using Insights.Web.Portal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Web.Tests.Portal;

public sealed class MigrationTests
{
    [Fact]
    public void Sqlite_HasNoPendingModelChanges()
    {
        using var db = new PortalStore(new PortalStoreOptions { DataDirectory = Path.GetTempPath() }).Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Postgres_HasNoPendingModelChanges()
    {
        using var db = new PortalStore(new PortalStoreOptions { PostgresConnectionString = "Host=127.0.0.1;Database=none" }).Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Bug_MigrationKilledHalfWay_TheNextStartFinishesIt()
    {
        var folder = Directory.CreateTempSubdirectory("insights-portal-").FullName;
        try
        {
            var options = new PortalStoreOptions { DataDirectory = folder };
            await using (var killed = new SqliteConnection($"Data Source={options.SqlitePath};Pooling=False"))
            {
                // What a process leaves that was killed while it migrated: EF's lock row, and no schema.
                await killed.OpenAsync();
                await using var command = new SqliteCommand("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-22 03:59:43')", killed);
                await command.ExecuteNonQueryAsync();
            }
            var store = new PortalStore(options);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

            await store.MigrateAsync(patience.Token);

            await using var db = store.Open();
            Assert.Empty(await db.Users.ToListAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
