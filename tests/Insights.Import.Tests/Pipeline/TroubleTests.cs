using System.Text;
using Insights.Import.Store;
using Insights.Import.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>A full disk, a locked store, two imports at once: no row lost or doubled, a clear state, and the same import again finishes.</summary>
[Collection("store limits")]
public sealed class TroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-trouble-").FullName;

    public void Dispose()
    {
        SqlitePragmas.MostPagesForTests = null;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RunAsync_DiskFull_SaysSoAndTheSameAgainFinishes()
    {
        string path = await WriteAsync("payments.csv", 20_000);
        FileResult full;
        await using (var smallDisk = await OpenAsync())
        {
            SqlitePragmas.MostPagesForTests = 90;
            full = await ImportAsync(smallDisk, path);
        }

        SqlitePragmas.MostPagesForTests = null;
        await using var services = await OpenAsync();
        Assert.Equal("failed", full.State);
        Assert.Contains("disk that holds the store is full", full.Error, StringComparison.Ordinal);
        ImportFixture.AssertReconciles(full);
        Assert.Equal(full.Inserted, await CountAsync(services));
        var again = await ImportAsync(services, path);
        Assert.Equal(("done", 20_000L), (again.State, again.Inserted + again.Unchanged));
        Assert.Equal(20_000, await CountAsync(services));
        await AssertLedgerAsync(services);
    }

    [Fact]
    public async Task RunAsync_StoreLockedForAWhile_WaitsAndFinishes()
    {
        await using var services = await OpenAsync();
        string path = await WriteAsync("payments.csv", 500);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "data", "reporting.db")};Pooling=False");
        await other.OpenAsync();
        using var held = other.BeginTransaction();

        var import = Task.Run(() => ImportAsync(services, path));
        Assert.NotSame(import, await Task.WhenAny(import, Task.Delay(TimeSpan.FromMilliseconds(400))));
        held.Rollback();

        Assert.Equal(("done", 500L), ((await import).State, (await import).Inserted));
        await AssertLedgerAsync(services);
    }

    [Fact]
    public void Of_BusyDatabase_SaysWhatToDo() =>
        Assert.Contains("Another process is writing", StoreTrouble.Of(new DbUpdateException("x", new SqliteException("database is locked", 5))), StringComparison.Ordinal);

    /// <summary>Two stores on one file stand for two processes: they share nothing but the database.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_TwoAtOnce_StoreEveryRowOnce(bool sameFile)
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        string first = await WriteAsync("a.csv", 5_000);
        string second = sameFile ? first : await WriteAsync("b.csv", 8_000);

        var results = await Task.WhenAll(Task.Run(() => ImportAsync(one, first)), Task.Run(() => ImportAsync(other, second)));

        Assert.All(results, file => Assert.Contains(file.State, new[] { "done", "already_imported" }));
        Assert.Equal(sameFile ? 5_000 : 8_000, results.Sum(file => file.Inserted));
        Assert.Equal(sameFile ? 5_000 : 8_000, await CountAsync(one));
        await AssertLedgerAsync(one);
    }

    private async Task<ServiceProvider> OpenAsync()
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = Path.Combine(_folder, "data") })
            .AddSingleton(new Import.Pipeline.ImportLimits { ChunkRows = 1_000 }).BuildServiceProvider();
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await services.GetRequiredService<IReportingStore>().MigrateAsync();
        return services;
    }

    private async Task<string> WriteAsync(string name, int rows)
    {
        string path = Path.Combine(_folder, name);
        var text = new StringBuilder("transaction_id,vendor,kind,status,occurred_at,amount,currency\n");
        for (int i = 0; i < rows; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"t{i},v{i % 7},charge,succeeded,2026-01-{(i % 28) + 1:00}T10:00:00Z,{i}.25,EUR\n");
        await File.WriteAllTextAsync(path, text.ToString(), new UTF8Encoding(false));
        return path;
    }

    private static async Task<FileResult> ImportAsync(ServiceProvider services, string path) =>
        Assert.Single((await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] })).Files);

    private static async Task<long> CountAsync(ServiceProvider services)
    {
        await using var context = services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Transactions.LongCountAsync();
    }

    /// <summary>Nothing is called running any more, and the counts of every file add up.</summary>
    private static async Task AssertLedgerAsync(ServiceProvider services)
    {
        await using var context = services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.DoesNotContain(await context.ImportBatches.ToListAsync(), batch => batch.State == "running");
        Assert.All(await context.ImportedFiles.ToListAsync(), file =>
            Assert.Equal(file.Rows, file.Inserted + file.Updated + file.Unchanged + file.Duplicate + file.Rejected + file.Skipped));
    }
}

/// <summary>The limit holds for every store of the process, so nothing else may run beside it.</summary>
[CollectionDefinition("store limits", DisableParallelization = true)]
public sealed class StoreLimits;
