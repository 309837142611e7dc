using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>An import says that another process imports into the same data directory, and finishes all the same.</summary>
public sealed class BesideTests
{
    private const string Rows = "transaction_id,kind,status,occurred_at,amount,currency\nt1,charge,succeeded,2026-01-05T10:00:00Z,1.00,EUR\n";

    [Fact]
    public async Task Import_BesideALivingBatch_SaysWhichAndFinishes()
    {
        await using var store = await SourceStore.CreateAsync();
        int other = await BeginAsync(store);
        var said = new List<string>();
        ImportResult result;
        using (RunningMark.TryTake(store.DataDirectory, other))
            result = await RunAsync(store, "beside.csv", Rows, said);

        Assert.Equal(("done", 1L), (Assert.Single(result.Files).State, result.Files[0].Inserted));
        Assert.Contains($"Batch {other} is being imported", result.Beside, StringComparison.Ordinal);
        Assert.Contains("night run", result.Beside, StringComparison.Ordinal);
        Assert.Equal(result.Beside, Assert.Single(said));
    }

    /// <summary>A batch that holds no lock was killed: nobody works beside.</summary>
    [Fact]
    public async Task Import_AfterAKilledBatch_SaysNothing()
    {
        await using var store = await SourceStore.CreateAsync();
        await BeginAsync(store);
        var said = new List<string>();

        var result = await RunAsync(store, "alone.csv", Rows, said);

        Assert.Null(result.Beside);
        Assert.Empty(said);
    }

    /// <summary>Two imports over one data directory at once: both finish, and every row is stored once.</summary>
    [Fact]
    public async Task Import_TwoAtOnce_BothFinish_AndNoRowIsLostOrDoubled()
    {
        await using var store = await SourceStore.CreateAsync(chunkRows: 50);
        string[] parts = [.. Enumerable.Range(0, 2).Select(part => Rows[..(Rows.IndexOf('\n', StringComparison.Ordinal) + 1)] + string.Concat(Enumerable.Range(part * 300, 400).Select(i => $"t{i},charge,succeeded,2026-01-05T10:00:00Z,{i}.00,EUR\n")))];

        var results = await Task.WhenAll(RunAsync(store, "one.csv", parts[0], []), RunAsync(store, "two.csv", parts[1], []));

        Assert.All(results, result => Assert.Equal(("done", 400L), (Assert.Single(result.Files).State, result.Files[0].Rows)));
        Assert.Equal(700, results.Sum(result => result.Files[0].Inserted));
        Assert.Equal(700, (await store.TransactionsAsync()).Count);
    }

    private static async Task<int> BeginAsync(SourceStore store)
    {
        await using var context = store.Get<IReportingStore>().Open(DataScope.Staff);
        var batch = new ImportBatch { StartedAt = new DateTime(2026, 1, 5, 2, 0, 0, DateTimeKind.Utc), StartedBy = "night run" };
        context.ImportBatches.Add(batch);
        await context.SaveChangesAsync();
        return batch.Id;
    }

    private static async Task<ImportResult> RunAsync(SourceStore store, string name, string text, List<string> said)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(store.DataDirectory, "in")).FullName, name);
        await File.WriteAllTextAsync(path, text);
        return await store.Get<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] }, new Said(said));
    }

    private sealed class Said(List<string> said) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Beside is { } beside)
                lock (said)
                    said.Add(beside);
        }
    }
}
