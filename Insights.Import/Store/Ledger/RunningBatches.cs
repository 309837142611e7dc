using System.Globalization;
using Insights.Import.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Ledger;

/// <summary>Batches that living processes of the data directory work on at this moment.</summary>
internal static class RunningBatches
{
    /// <summary>The first besides the caller's own; null when there is none.</summary>
    public static async Task<ImportBatch?> BesideAsync(ReportingDbContext context, StoreOptions options, int own, CancellationToken cancel)
    {
        var running = await context.ImportBatches.AsNoTracking().Where(row => row.Id != own && (row.State == "running" || row.State == "undoing")).OrderBy(row => row.Id).ToListAsync(cancel);
        return running.Find(row => RunningMark.IsHeld(options.DataDirectory, row.Id));
    }

    public static string Sentence(ImportBatch batch) => batch.State == "undoing"
        ? string.Create(CultureInfo.InvariantCulture, $"Batch {batch.Id} is being undone in the same data directory at this moment (by {batch.UndoneBy}). Both take turns in writing.")
        : string.Create(CultureInfo.InvariantCulture, $"Batch {batch.Id} is being imported into the same data directory at this moment (begun {batch.StartedAt:yyyy-MM-dd HH:mm} UTC by {batch.StartedBy}). Both take turns in writing, and each finishes.");
}
