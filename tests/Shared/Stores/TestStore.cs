using System.Globalization;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Insights.Tests.Shared.Stores;

/// <summary>A migrated, empty reporting store of its own: a fresh folder on SQLite, a fresh database on PostgreSQL; gone after the test.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private const string Variable = "INSIGHTS_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    private TestStore(StoreOptions options)
    {
        Options = options;
        Store = ReportingStoreFactory.Create(options);
    }

    public StoreOptions Options { get; }

    public IReportingStore Store { get; }

    /// <summary>Null when stores of this provider can be made here.</summary>
    public static string? WhyNot(StoreProvider provider) =>
        provider == StoreProvider.Postgres && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
            ? "PostgreSQL is not configured: set " + Variable + " to a connection string that may create databases (tests/postgres.sh starts one)."
            : null;

    public static async Task<TestStore> CreateAsync(StoreProvider provider)
    {
        if (provider == StoreProvider.Postgres)
        {
            var name = NewName();
            await AdministerAsync($"CREATE DATABASE {name} TEMPLATE {await Template.Value} STRATEGY FILE_COPY");
            return new TestStore(OnServer(name));
        }

        var test = await CreateEmptyAsync(provider);
        await test.Store.MigrateAsync();
        return test;
    }

    /// <summary>A store before its first migration.</summary>
    public static async Task<TestStore> CreateEmptyAsync(StoreProvider provider)
    {
        var name = NewName();
        if (provider == StoreProvider.Sqlite)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name));
            return new TestStore(new StoreOptions { Provider = provider, DataDirectory = folder.FullName });
        }

        await AdministerAsync("CREATE DATABASE " + name);
        return new TestStore(OnServer(name));
    }

    public async ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        if (Options.Provider == StoreProvider.Sqlite)
        {
            Directory.Delete(Options.DataDirectory, recursive: true);
            return;
        }

        if (Directory.Exists(Options.DataDirectory))
            Directory.Delete(Options.DataDirectory, recursive: true);
        var database = new NpgsqlConnectionStringBuilder(Options.ConnectionString).Database;
        await AdministerAsync(string.Create(CultureInfo.InvariantCulture, $"DROP DATABASE {database} WITH (FORCE)"));
    }

    private static string NewName() => "insights_test_" + Guid.NewGuid().ToString("N");

    // A folder of its own: the marks of running batches lie there, and batches of several stores have the same numbers.
    private static StoreOptions OnServer(string database) => new()
    {
        Provider = StoreProvider.Postgres,
        DataDirectory = Path.Combine(Path.GetTempPath(), database),
        ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString,
    };

    /// <summary>A migrated database that the tests' own are copied from: copying takes a tenth of migrating.</summary>
    private static async Task<string> CreateTemplateAsync()
    {
        var name = NewName();
        await AdministerAsync("CREATE DATABASE " + name);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => AdministerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").GetAwaiter().GetResult();
        var options = OnServer(name);
        await ReportingStoreFactory.Create(options with { ConnectionString = options.ConnectionString + ";Pooling=false" }).MigrateAsync();
        return name;
    }

    private static string Server => Environment.GetEnvironmentVariable(Variable)!;

    private static async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
