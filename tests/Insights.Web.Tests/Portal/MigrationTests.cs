using Insights.Web.Portal;
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
}
