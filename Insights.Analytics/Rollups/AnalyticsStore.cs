using Insights.Analytics.Rollups.Postgres;
using Insights.Analytics.Rollups.Sqlite;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Insights.Analytics.Rollups;

/// <summary>Opens the derived tables, which lie in the reporting store's database. Outside this stage only <see cref="MigrateAsync"/> is of use.</summary>
public sealed class AnalyticsStore(IReportingStore store)
{
    private readonly DbContextOptions _options = Options(store.Options.Provider, builder => store.Configure(builder, AnalyticsDbContext.MigrationsTable));

    internal IReportingStore Reporting => store;

    internal StoreProvider Provider => store.Options.Provider;

    /// <summary>A context that reads what <paramref name="scope"/> may see; the caller disposes it.</summary>
    internal AnalyticsDbContext Open(DataScope scope) => Create(_options, scope);

    /// <summary>A context inside a write transaction, in staff scope; the caller disposes it before the transaction.</summary>
    internal AnalyticsDbContext Join(StoreTransaction transaction)
    {
        var context = Create(Options(Provider, builder => transaction.Configure(builder, AnalyticsDbContext.MigrationsTable)), DataScope.Staff);
        transaction.Join(context);
        return context;
    }

    /// <summary>Brings the derived tables' schema up to date; after the reporting store's own migration.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        await using var context = Open(DataScope.Staff);
        await store.MigrateAsync(context, cancel);
    }

    private static DbContextOptions Options(StoreProvider provider, Action<DbContextOptionsBuilder> configure)
    {
        DbContextOptionsBuilder builder = provider == StoreProvider.Sqlite
            ? new DbContextOptionsBuilder<SqliteAnalyticsDbContext>()
            : new DbContextOptionsBuilder<PostgresAnalyticsDbContext>();
        configure(builder);
        builder.ReplaceService<IModelCacheKeyFactory, ScopedModelKey>();
        return builder.Options;
    }

    private static AnalyticsDbContext Create(DbContextOptions options, DataScope scope) => options switch
    {
        DbContextOptions<SqliteAnalyticsDbContext> sqlite => new SqliteAnalyticsDbContext(sqlite, scope),
        DbContextOptions<PostgresAnalyticsDbContext> postgres => new PostgresAnalyticsDbContext(postgres, scope),
        _ => throw new InvalidOperationException($"No derived tables for {options.ContextType}."),
    };
}
