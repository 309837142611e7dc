using System.Globalization;
using System.Text.Json;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;
using Insights.Import.Store.Writing;
using Xunit;

namespace Insights.Import.Tests.Store.Undoing;

/// <summary>A store that is imported into by batches, and everything it holds as text.</summary>
internal sealed class UndoWorld : IAsyncDisposable
{
    private UndoWorld(WritingStore store)
    {
        Store = store;
        Undo = new BatchUndo((ReportingStore)store.Test.Store, TimeProvider.System);
    }

    public WritingStore Store { get; }

    public IImportUndo Undo { get; }

    public static async Task<UndoWorld> CreateAsync(StoreProvider provider)
    {
        // The lock that says who works on a batch is a file, so PostgreSQL needs a folder too.
        var world = new UndoWorld(await WritingStore.CreateAsync(provider));
        Directory.CreateDirectory(world.Store.Test.Options.DataDirectory);
        return world;
    }

    /// <summary>One batch of one file for each filler, each written as one chunk.</summary>
    public Task<int> ImportAsync(params Action<FactChunk>[] chunks) => ImportAsync(chunks.Select(fill => (Store.Shop, fill)).ToArray());

    public async Task<int> ImportAsync(params (int Source, Action<FactChunk> Fill)[] chunks)
    {
        int batchId;
        await using (var context = Store.Read())
        {
            var batch = context.ImportBatches.Add(new ImportBatch { StartedAt = WritingStore.Noon, State = "running" }).Entity;
            await context.SaveChangesAsync();
            batchId = batch.Id;
        }

        foreach (var source in chunks.GroupBy(chunk => chunk.Source))
        {
            var fileId = await FileAsync(batchId, source.Key);
            foreach (var (_, fill) in source)
            {
                var chunk = new FactChunk { FileId = fileId, SourceId = source.Key };
                fill(chunk);
                await Store.Writer.WriteAsync(chunk, CancellationToken.None);
            }

            await using var context = Store.Read();
            (await context.ImportedFiles.FindAsync(fileId))!.State = "done";
            (await context.ImportBatches.FindAsync(batchId))!.State = "done";
            await context.SaveChangesAsync();
        }

        return batchId;
    }

    private async Task<int> FileAsync(int batchId, int source)
    {
        await using var context = Store.Read();
        var file = context.ImportedFiles.Add(new ImportedFile
        {
            BatchId = batchId,
            SourceId = source,
            Name = string.Create(CultureInfo.InvariantCulture, $"batch-{batchId}.csv"),
            StartedAt = WritingStore.Noon,
            FinishedAt = DateTime.UnixEpoch.AddYears(70),
            CanUndo = true,
        }).Entity;
        await context.SaveChangesAsync();
        return file.Id;
    }

    /// <summary>Everything numbers, look-ups and lineage are made of; what the ledger remembers of undone batches is its own business.</summary>
    public async Task<List<string>> ContentAsync()
    {
        var vendors = (await Store.AllAsync<Vendor>()).ToDictionary(vendor => vendor.Id, vendor => vendor.Code);
        vendors[0] = "-";
        var lines = new List<string>();
        lines.AddRange((await Store.AllAsync<Transaction>()).Select(row => Line(row, vendors[row.VendorId])));
        lines.AddRange((await Store.AllAsync<Ticket>()).Select(row => Line(row, vendors[row.VendorId])));
        lines.AddRange((await Store.AllAsync<Chargeback>()).Select(row => Line(row, vendors[row.VendorId])));
        lines.AddRange((await Store.AllAsync<TicketEvent>()).Select(row => Line(row, "")));
        lines.AddRange((await Store.AllAsync<ChargebackEvent>()).Select(row => Line(row, "")));
        lines.AddRange((await Store.AllAsync<ChargeFollower>()).Select(row => Line(row, "")));
        lines.AddRange((await Store.AllAsync<Vendor>()).Select(row => $"Vendor {row.Code} {row.Name} {row.Country}"));
        lines.AddRange((await Store.AllAsync<Agent>()).Select(row => $"Agent {row.SourceId} {row.Code} {row.Team} {row.Tier} {row.FileId}"));
        lines.AddRange((await Store.AllAsync<BusinessCalendar>()).Select(row => $"Calendar {row.Code} {row.Version} {row.DefinitionJson} {row.FileId}"));
        lines.AddRange((await Store.AllAsync<SlaPolicy>()).Select(row => $"Policy {row.Code} {row.Version} {row.Position} {row.FileId}"));
        lines.AddRange((await Store.AllAsync<FxRate>()).Select(row => Line(row, "")));
        lines.AddRange((await Store.AllAsync<BeforeImage>()).Select(row => $"Image {row.Kind} {row.RowHash} {row.FileId} {row.WasFileId} {row.StampOnly} {row.Vendor} {row.Content}"));
        lines.AddRange((await Store.AllAsync<VendorFile>()).Select(row => $"Mention {vendors[row.VendorId]} {row.FileId}"));
        if (Store.Test.Options.Provider == StoreProvider.Sqlite)
        {
            lines.AddRange((await Store.AllAsync<FactId<Transaction>>()).Select(row => $"T {row.IdHash} {row.Key}"));
            lines.AddRange((await Store.AllAsync<IdPage>()).SelectMany(page => Enumerable.Range(0, IdPages.Count(page.Ids)).Select(entry => IdPages.HashAt(page.Ids, entry)).Select(hash => $"T {hash} {IdPages.KeyOf(page.Ids, hash)}")));
            lines.AddRange((await Store.AllAsync<FactId<Ticket>>()).Select(row => "K" + Line(row, "")));
            lines.AddRange((await Store.AllAsync<FactId<Chargeback>>()).Select(row => "C" + Line(row, "")));
            lines.AddRange((await Store.AllAsync<FactVendor<Transaction>>()).Select(row => $"TV {vendors[row.VendorId]} {row.Key}"));
            lines.AddRange((await Store.AllAsync<FactVendor<Ticket>>()).Select(row => $"KV {vendors[row.VendorId]} {row.Key}"));
            lines.AddRange((await Store.AllAsync<FactVendor<Chargeback>>()).Select(row => $"CV {vendors[row.VendorId]} {row.Key}"));
        }

        await StoreInvariants.AssertAsync(Store);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Fails with the first lines that differ.</summary>
    public async Task AssertContentAsync(List<string> expected, string what)
    {
        var actual = await ContentAsync();
        var missing = expected.Except(actual).Take(4).ToList();
        var extra = actual.Except(expected).Take(4).ToList();
        Assert.True(missing.Count + extra.Count == 0 && expected.Count == actual.Count, $"{what}\nmissing:\n{string.Join('\n', missing)}\nextra:\n{string.Join('\n', extra)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
    }

    private static string Line<T>(T row, string vendor)
    {
        var values = JsonSerializer.SerializeToElement(row).EnumerateObject().Where(property => property.Name is not ("VendorId" or "ContentHash")).Select(property => property.Name + "=" + property.Value);
        return typeof(T).Name + " " + vendor + " " + string.Join(' ', values);
    }
}
