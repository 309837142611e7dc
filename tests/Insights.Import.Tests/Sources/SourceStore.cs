using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Tests.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>The whole pipeline over a SQLite store of its own: what rows of one payment become together is decided by the store.</summary>
internal sealed class SourceStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-source-").FullName;
    private readonly ServiceProvider _services;

    private SourceStore(int chunkRows) => _services = new ServiceCollection().AddSingleton(TimeProvider.System)
        .AddImport(new StoreOptions { DataDirectory = DataDirectory })
        .AddSingleton(new ImportLimits { ChunkRows = chunkRows }).BuildServiceProvider();

    public string DataDirectory => Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;

    /// <summary>A store without rows, made once: making one takes longer than most tests.</summary>
    private static readonly Lazy<Task<string>> Empty = new(async () =>
    {
        string folder = Directory.CreateTempSubdirectory("insights-empty-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using (var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = folder }).BuildServiceProvider())
            await services.GetRequiredService<IReportingStore>().MigrateAsync();
        return folder;
    });

    /// <param name="chunkRows">Small, so that rows of one payment lie in several transactions.</param>
    public static async Task<SourceStore> CreateAsync(int chunkRows = 50_000)
    {
        var store = new SourceStore(chunkRows);
        foreach (string file in Directory.EnumerateFiles(await Empty.Value))
            File.Copy(file, Path.Combine(store.DataDirectory, Path.GetFileName(file)));
        return store;
    }

    /// <summary>A store whose settings are what a golden file's source needs.</summary>
    public static async Task<SourceStore> CreateAsync(GoldenFile golden, int chunkRows = 50_000)
    {
        var store = await CreateAsync(chunkRows);
        if (golden.Settings is not null)
        {
            Directory.CreateDirectory(Path.Combine(store.DataDirectory, "sources"));
            await File.WriteAllTextAsync(Path.Combine(store.DataDirectory, "sources", golden.Format.DefaultSource + ".json"), golden.Settings);
        }

        return store;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<FileResult> ImportAsync(string name, string text) => ImportAsync(name, new UTF8Encoding(false).GetBytes(text));

    public async Task<FileResult> ImportAsync(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, bytes);
        var result = await _services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] });
        var file = Assert.Single(result.Files);
        ImportFixture.AssertReconciles(file);
        return file;
    }

    public async Task<Dictionary<string, Transaction>> TransactionsAsync()
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Transactions.AsNoTracking().ToDictionaryAsync(t => t.ExternalId);
    }

    public async Task<Dictionary<string, Chargeback>> ChargebacksAsync()
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Chargebacks.AsNoTracking().ToDictionaryAsync(t => t.ExternalId);
    }

    /// <summary>A dispute's history in order, as "state at time".</summary>
    public async Task<List<string>> HistoryAsync(string dispute)
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var events = await context.ChargebackEvents.AsNoTracking().Where(e => e.ChargebackRef == dispute).OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId).ToListAsync();
        return [.. events.Select(e => $"{e.State} {e.OccurredAt:yyyy-MM-dd HH:mm:ss}")];
    }

    /// <summary>All facts as text, without lineage and keys: what two ways of importing must agree on.</summary>
    public async Task<List<string>> FactsAsync()
    {
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var vendors = await context.Vendors.AsNoTracking().ToDictionaryAsync(v => v.Id, v => v.Code);
        object[] rows =
        [
            .. await context.Tickets.AsNoTracking().ToListAsync(), .. await context.TicketEvents.AsNoTracking().ToListAsync(),
            .. await context.Transactions.AsNoTracking().ToListAsync(), .. await context.Chargebacks.AsNoTracking().ToListAsync(),
            .. await context.ChargebackEvents.AsNoTracking().ToListAsync(), .. await context.FxRates.AsNoTracking().ToListAsync(),
            .. await context.BusinessCalendars.AsNoTracking().ToListAsync(), .. await context.SlaPolicies.AsNoTracking().ToListAsync(), .. await context.Agents.AsNoTracking().ToListAsync(),
        ];
        return [.. rows.Select(row => Describe(row, vendors)).Concat(vendors.Values.Select(v => "vendor " + v)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every byte the installation keeps: database, journals, rejects.</summary>
    public async Task<byte[]> BytesAsync()
    {
        using var all = new MemoryStream();
        foreach (string path in Directory.EnumerateFiles(DataDirectory, "*", SearchOption.AllDirectories))
            await all.WriteAsync(await File.ReadAllBytesAsync(path));
        return all.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Describe(object row, Dictionary<int, string> vendors) => row.GetType().Name + " " + string.Join('|', row.GetType().GetProperties()
        .Where(p => p.Name is not ("FileId" or "Line" or "Key" or "Id" or "ContentHash" or "TicketHash" or "ChargebackHash"))
        .Select(p => p.GetValue(row) switch
        {
            DateTime t => t.ToString("O"),
            int id when p.Name == "VendorId" => vendors.GetValueOrDefault(id),
            var other => other?.ToString(),
        }));
}
