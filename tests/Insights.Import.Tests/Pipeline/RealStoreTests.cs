using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>The pipeline over the SQLite store: what a fake cannot show.</summary>
public sealed class RealStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-real-store-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RunAsync_CancelledThenAgain_EndsLikeAnUninterruptedImport()
    {
        string path = await WriteAsync("payments.csv", "transaction_id,vendor,kind,status,occurred_at,amount,currency\n"
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"t{i},v{i % 7},charge,succeeded,2026-01-{(i % 28) + 1:00}T10:00:00Z,{i}.25,EUR\n")));
        await using var whole = await OpenAsync("whole");
        await ImportAsync(whole, path);
        await using var cut = await OpenAsync("cut");
        using var cancel = new CancellationTokenSource();

        var first = await cut.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] }, new Once(() => cancel.Cancel()), cancel.Token);
        Assert.Equal("cancelled", first.Files[0].State);
        Assert.InRange(await CountAsync(cut), 50, 450);

        var second = await ImportAsync(cut, path);
        Assert.Equal("done", second.State);
        Assert.Equal(500, second.Inserted + second.Unchanged);
        Assert.Equal(await FactsAsync(whole), await FactsAsync(cut));
    }

    [Fact]
    public async Task RunAsync_SameRowsInAnotherFile_ChangesNothing()
    {
        await using var store = await OpenAsync("twice");
        const string text = "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,vendor (metadata)\nch_1,2026-01-05 10:00:00,10.00,4.00,usd,Live,Partially Refunded,oak\nch_2,2026-01-05 10:00:01,10.00,0,usd,Live,Paid,oak\n";
        Assert.Equal(2, (await ImportAsync(store, await WriteAsync("a.csv", text))).Inserted);
        var before = await FactsAsync(store);

        var again = await ImportAsync(store, await WriteAsync("b.csv", text + "\n"));

        Assert.Equal((2L, 2L, 0L), (again.Rows, again.Unchanged, again.Updated));
        Assert.Equal(before, await FactsAsync(store));
        Assert.Equal(3, await CountAsync(store));
    }

    /// <summary>Disputes before their charges, tickets before their payments: the vendor comes to them once it is known.</summary>
    [Fact]
    public async Task RunAsync_DisputeBeforeItsCharge_GetsTheVendorLater()
    {
        await using var store = await OpenAsync("order");
        await ImportAsync(store, await WriteAsync("d.csv", "id,Dispute Created (UTC),Dispute Amount,Dispute Currency,Charge ID,Reason,Status,Due By (UTC)\ndu_1,2026-02-05 10:00,10.00,usd,ch_1,fraudulent,lost,2026-02-20 23:59\n"));
        await using (var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff))
            Assert.Equal(0, (await context.Chargebacks.SingleAsync()).VendorId);

        await ImportAsync(store, await WriteAsync("p.csv", "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,vendor (metadata)\nch_1,2026-01-05 10:00:00,10.00,0,usd,Live,Paid,oak\n"));

        await using (var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff))
        {
            var dispute = await context.Chargebacks.SingleAsync();
            Assert.Equal("oak", (await context.Vendors.SingleAsync(v => v.Id == dispute.VendorId)).Code);
            Assert.Equal(new DateTime(2026, 1, 5, 10, 0, 0), dispute.ChargedAt);
        }
    }

    [Fact]
    public async Task RunAsync_DryRun_LeavesNoTrace()
    {
        await using var store = await OpenAsync("dry");
        string path = await WriteAsync("v.csv", "transaction_id,vendor,kind,status,occurred_at,amount,currency\nt1,oak,charge,succeeded,2026-01-05T10:00:00Z,1.00,EUR\nt2,oak,charge,done,2026-01-05T10:00:00Z,1.00,EUR\n");

        var dry = Assert.Single((await store.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path], DryRun = true })).Files);

        Assert.Equal((1L, 1L), (dry.Inserted, dry.Rejected));
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal((0, 0, 0, 0, 0), (await context.Transactions.CountAsync(), await context.Vendors.CountAsync(), await context.ImportedFiles.CountAsync(), await context.RejectedRows.CountAsync(), await context.Sources.CountAsync()));
    }

    [Fact]
    public async Task MarkInterruptedAsync_RunningImports_AreSaidToBeInterrupted()
    {
        await using var store = await OpenAsync("killed");
        var ledger = store.GetRequiredService<ILedger>();
        var started = await ledger.StartBatchAsync("cli", default);
        int batch = started.Id;
        // What the end of a process does to it.
        started.Mark!.Dispose();
        int source = await ledger.SourceAsync("canonical", 24, default);
        await ledger.StartFileAsync(new Import.Store.Ledger.ImportedFile { BatchId = batch, SourceId = source, Name = "x.csv", State = "running" }, default);

        await store.GetRequiredService<IImportRunner>().MarkInterruptedAsync();

        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal(("interrupted", "interrupted"), ((await context.ImportBatches.SingleAsync()).State, (await context.ImportedFiles.SingleAsync()).State));
    }

    private async Task<ServiceProvider> OpenAsync(string name)
    {
        var provider = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = Path.Combine(_folder, name) })
            .AddSingleton(new ImportLimits { ChunkRows = 50 }).BuildServiceProvider();
        Directory.CreateDirectory(Path.Combine(_folder, name));
        await provider.GetRequiredService<IReportingStore>().MigrateAsync();
        return provider;
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<FileResult> ImportAsync(ServiceProvider store, string path)
    {
        var file = Assert.Single((await store.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] })).Files);
        ImportFixture.AssertReconciles(file);
        return file;
    }

    private static async Task<int> CountAsync(ServiceProvider store)
    {
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Transactions.CountAsync();
    }

    private static async Task<List<string>> FactsAsync(ServiceProvider store)
    {
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var rows = await context.Transactions.AsNoTracking().OrderBy(t => t.ExternalId).ToListAsync();
        var vendors = await context.Vendors.ToDictionaryAsync(v => v.Id, v => v.Code);
        return [.. rows.Select(t => $"{t.ExternalId} {vendors[t.VendorId]} {t.Kind} {t.Status} {t.OccurredAt:O} {t.AmountMinor} {t.Currency} {t.OriginalRef} {t.RefundExtent} {t.Line}")];
    }

    private sealed class Once(Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act();
    }
}
