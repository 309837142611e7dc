using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Undoing;

/// <summary>How long what imports replaced is kept.</summary>
internal static class KeptVersions
{
    /// <summary>Forgets what files older than <see cref="StoreOptions.UndoDays"/> replaced; they can no longer be undone. Returns how many rows were forgotten.</summary>
    public static async Task<long> PruneAsync(IReportingStore store, DateTime now, CancellationToken cancel)
    {
        var before = now.AddDays(-store.Options.UndoDays);
        List<int> files;
        await using (var context = store.Open(DataScope.Staff))
            files = await context.ImportedFiles.Where(file => file.CanUndo && file.FinishedAt != null && file.FinishedAt < before).Select(file => file.Id).ToListAsync(cancel);
        long forgotten = 0;

        // A file at a time: each is a transaction, and whoever waits to write waits for one.
        foreach (var file in files)
        {
            await using var transaction = await store.BeginWritingAsync(cancel);
            var context = transaction.Reporting;
            forgotten += await context.Set<BeforeImage>().Where(image => image.FileId == file).ExecuteDeleteAsync(cancel);
            await context.ImportedFiles.Where(row => row.Id == file).ExecuteUpdateAsync(row => row.SetProperty(x => x.CanUndo, false), cancel);
            await transaction.CommitAsync(cancel);
        }

        return forgotten;
    }
}
