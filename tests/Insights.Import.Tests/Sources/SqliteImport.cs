using System.Text;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Tests.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>The whole import over a SQLite store of its own: for what several exports of one source make of one fact.</summary>
internal sealed class SqliteImport : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-sources-").FullName;
    private readonly ServiceProvider _services;

    private SqliteImport()
    {
        Directory.CreateDirectory(DataDirectory);
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = DataDirectory }).BuildServiceProvider();
    }

    private string DataDirectory => Path.Combine(_folder, "data");

    public static async Task<SqliteImport> CreateAsync()
    {
        var import = new SqliteImport();
        await import._services.GetRequiredService<IReportingStore>().MigrateAsync();
        return import;
    }

    /// <summary>What the installation has settled about a source.</summary>
    public void Settle(string source, string json)
    {
        string folder = Directory.CreateDirectory(Path.Combine(DataDirectory, "sources")).FullName;
        File.WriteAllText(Path.Combine(folder, source + ".json"), json);
    }

    public async Task<FileResult> ImportAsync(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
        var file = Assert.Single((await _services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] })).Files);
        ImportFixture.AssertReconciles(file);
        return file;
    }

    public async Task<List<Transaction>> TransactionsAsync()
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Transactions.AsNoTracking().OrderBy(row => row.ExternalId).ToListAsync();
    }

    public async Task<List<Chargeback>> ChargebacksAsync()
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Chargebacks.AsNoTracking().OrderBy(row => row.ExternalId).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
