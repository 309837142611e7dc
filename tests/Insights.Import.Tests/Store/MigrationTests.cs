using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Import.Tests.Store;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public void Model_HasNoChangesThatNoMigrationCarries(StoreProvider provider)
    {
        // Compares models; nobody listens at the address.
        var store = ReportingStoreFactory.Create(new StoreOptions { Provider = provider, DataDirectory = "none", ConnectionString = "Host=127.0.0.1;Database=none" });
        using var context = store.Open(DataScope.Staff);
        Assert.False(context.Database.HasPendingModelChanges(), "Scaffold one: dotnet run --project tools/migrations -- NAME reporting");
    }

    [StoreFact]
    public async Task Migrate_TwiceAndByTwoAtOnce_LeavesOneSchema(StoreProvider provider)
    {
        await using var test = await TestStore.CreateEmptyAsync(provider);
        await Task.WhenAll(test.Store.MigrateAsync(), test.Store.MigrateAsync());
        await test.Store.MigrateAsync();
        await using var context = test.Store.Open(DataScope.Staff);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await context.Transactions.CountAsync());
    }
}
