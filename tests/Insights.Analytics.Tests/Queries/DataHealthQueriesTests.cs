using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

public sealed class DataHealthQueriesTests
{
    /// <summary>A cadence of 24 hours: amber after one of them, red after three.</summary>
    [Theory]
    [InlineData(24, 0)]
    [InlineData(25, 1)]
    [InlineData(72, 1)]
    [InlineData(73, 3)]
    public void Freshness_TurnsAmberAfterOneCadenceAndRedAfterThree(int hours, int late) =>
        Assert.Equal(late, DataHealthQueries.Late(Now, Now.AddHours(-hours), 24));

    [StoreFact]
    public async Task Batches_AddUpTheirFiles_AndFilesShowTheirProblemsPageByPage(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        int batchId, fileId;
        await using (var context = world.Test.Store.Open(DataScope.Staff))
        {
            var batch = context.ImportBatches.Add(new ImportBatch { StartedAt = Now, FinishedAt = Now.AddSeconds(9), StartedBy = "ann", State = "done" }).Entity;
            await context.SaveChangesAsync();
            batchId = batch.Id;
            var files = new[]
            {
                new ImportedFile { BatchId = batchId, SourceId = world.SourceId, Name = "a.csv", State = "done", StartedAt = Now, Rows = 10, Inserted = 7, Rejected = 3, DataUntil = Now.AddDays(-2) },
                new ImportedFile { BatchId = batchId, SourceId = world.SourceId, Name = "b.csv", State = "done", StartedAt = Now, Rows = 5, Unchanged = 5 },
            };
            context.ImportedFiles.AddRange(files);
            await context.SaveChangesAsync();
            fileId = files[0].Id;
            foreach (var line in new[] { 2, 5, 9 })
                context.RejectedRows.Add(new RejectedRow { FileId = fileId, Line = line, Rule = "amount-not-a-number", Reason = "Write the amount in digits." });
            context.RejectedRows.Add(new RejectedRow { FileId = fileId, Line = 6, Severity = "warning", Rule = "unknown-column", Reason = "Left out." });
            await context.SaveChangesAsync();
        }

        var row = Assert.Single(await world.Health.BatchesAsync(DataScope.Staff));
        Assert.Equal((batchId, "ann", 2, 15L, 7L, 5L, 3L), (row.Id, row.StartedBy, row.Files, row.Counts.Rows, row.Counts.Inserted, row.Counts.Unchanged, row.Counts.Rejected));
        Assert.Equal(["a.csv", "b.csv"], (await world.Health.FilesAsync(batchId, DataScope.Staff)).Select(file => file.Name));
        var first = await world.Health.ProblemsAsync(fileId, DataScope.Staff, "rejected", size: 2);
        var second = await world.Health.ProblemsAsync(fileId, DataScope.Staff, "rejected", first.Next!.Value, size: 2);
        Assert.Equal((3L, 2, 5), (first.Total, first.Rows[0].Line, first.Rows[1].Line));
        Assert.Equal(9, Assert.Single(second.Rows).Line);
        Assert.Null(second.Next);
        Assert.Equal(4, (await world.Health.ProblemsAsync(fileId, DataScope.Staff)).Total);
        // The newest file of the source speaks until an hour ago.
        Assert.Equal(("test", 0), (Assert.Single(await world.Health.FreshnessAsync(DataScope.Staff)).Source, Assert.Single(await world.Health.FreshnessAsync(DataScope.Staff)).Late));
        Assert.Empty(await world.Health.ProblemsAsync(fileId, DataScope.Vendor(1)) is { Rows: var rows } ? rows : []);
    }

    [StoreFact]
    public async Task Delivered_TellsWhichRowsASourceSends_AndLeavesOutWhatHasFallenSilent(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("p1", Now.AddDays(-3)), "acme"));
            chunk.Tickets.Add(new(Case("t1", Now.AddDays(-70)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d1", Now.AddDays(-59)), "acme"));
        });

        Assert.Equal(RowKinds.Payments | RowKinds.Disputes, (await DeliveredAsync(60))["test"]);
        Assert.Equal(RowKinds.All, (await DeliveredAsync(71))["test"]);
        Assert.Empty(await DeliveredAsync(2));
        Assert.Empty(await world.Health.DeliveredAsync(Instant.FromDateTimeUtc(Now.AddDays(-60)), DataScope.Nothing));

        Task<IReadOnlyDictionary<string, RowKinds>> DeliveredAsync(int days) => world.Health.DeliveredAsync(Instant.FromDateTimeUtc(Now.AddDays(-days)), DataScope.Vendor(1));
    }
}
