using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.History;

/// <summary>Why tickets say something else now: from what has touched them since the derived tables were last up to date. Asked only for tickets that differ.</summary>
/// <param name="ofPass">Why everything is derived anew, when the pass knows; of tickets that imports touched as well, the import is the cause.</param>
/// <param name="touched">The tickets imports have touched; null = all the pass looks at.</param>
internal sealed class CauseFinder(SeenSoFar seen, RestatementCause? ofPass = null, IReadOnlySet<TicketName>? touched = null)
{
    private const string Undone = "undone";
    private const string Undoing = "undoing";

    public async Task<IReadOnlyDictionary<TicketName, RestatementCause>> OfAsync(
        StoreTransaction transaction, IReadOnlyCollection<TicketName> tickets, IReadOnlyCollection<Restatement> earlier, CancellationToken cancel)
    {
        var found = new Dictionary<TicketName, RestatementCause>(tickets.Count);
        if (ofPass is not null)
        {
            foreach (var ticket in tickets.Where(ticket => touched?.Contains(ticket) != true))
                found[ticket] = ofPass;
        }
        var open = tickets.Where(ticket => !found.ContainsKey(ticket)).ToList();
        if (open.Count == 0)
            return found;

        var reporting = transaction.Reporting;
        var newest = await NewestFilesAsync(transaction, open, cancel);
        var blamed = earlier.Where(row => row.Cause == RestatementCause.Import && row.CauseBatch is not null)
            .ToLookup(row => new TicketName(row.SourceId, row.TicketRef), row => row.CauseBatch!.Value);
        var batches = await BatchesAsync(reporting, [.. newest.Values.Select(file => file.BatchId).Concat(blamed.SelectMany(batch => batch)).Distinct()], cancel);
        var undone = await reporting.ImportBatches.AsNoTracking().Where(batch => batch.State == Undoing || (batch.State == Undone && batch.UndoneAt >= seen.At))
            .OrderByDescending(batch => batch.UndoneAt).ThenByDescending(batch => batch.Id).FirstOrDefaultAsync(cancel);
        var mapped = await reporting.MappedValues.AsNoTracking().Where(value => value.ResolvedAt >= seen.At).OrderByDescending(value => value.ResolvedAt).FirstOrDefaultAsync(cancel);

        var exempted = await ExemptionsAsync(reporting, open, cancel);

        foreach (var ticket in open)
        {
            found[ticket] = exempted.TryGetValue(ticket, out var exemption) ? exemption : blamed[ticket].Select(id => batches.GetValueOrDefault(id)).FirstOrDefault(batch => batch?.State is Undone or Undoing) is { } taken ? Undo(taken)
                : newest.TryGetValue(ticket, out var file) ? new(RestatementCause.Import, file.BatchId, batches.GetValueOrDefault(file.BatchId)?.StartedBy, file.Name)
                : undone is not null ? Undo(undone)
                : mapped is not null ? new(RestatementCause.Mapping, By: mapped.ResolvedBy, Detail: $"“{mapped.Value}” means {mapped.Meaning ?? "nothing"}")
                : ofPass ?? new(RestatementCause.Recompute);
        }
        return found;
    }

    /// <summary>A person's decision about this very ticket tells more than a file that touched it too.</summary>
    private async Task<Dictionary<TicketName, RestatementCause>> ExemptionsAsync(ReportingDbContext reporting, List<TicketName> tickets, CancellationToken cancel)
    {
        var wanted = tickets.ToHashSet();
        var lately = await reporting.TicketExemptions.AsNoTracking().Where(row => row.At >= seen.At || row.WithdrawnAt >= seen.At).OrderBy(row => row.Id).ToListAsync(cancel);
        var causes = new Dictionary<TicketName, RestatementCause>();
        foreach (var row in lately.Where(row => wanted.Contains(new(row.SourceId, row.TicketRef))))
        {
            causes[new(row.SourceId, row.TicketRef)] = row.WithdrawnAt is null
                ? new(RestatementCause.Exemption, By: row.By, Detail: row.Reason)
                : new(RestatementCause.Exemption, By: row.WithdrawnBy, Detail: $"taken back: {row.Reason}");
        }

        return causes;
    }

    private static RestatementCause Undo(ImportBatch batch) => new(RestatementCause.Undo, batch.Id, batch.UndoneBy);

    /// <summary>The last file not seen before that brought a row of the ticket or of its history.</summary>
    private async Task<Dictionary<TicketName, ImportedFile>> NewestFilesAsync(StoreTransaction transaction, List<TicketName> tickets, CancellationToken cancel)
    {
        var reporting = transaction.Reporting;
        var wanted = tickets.ToHashSet();
        var newest = new Dictionary<TicketName, int>();
        void Add(TicketName ticket, int file)
        {
            if (wanted.Contains(ticket) && newest.GetValueOrDefault(ticket) < file)
                newest[ticket] = file;
        }

        var hashes = tickets.Select(ticket => TimeWindows.HashOf(ticket.SourceId, ticket.TicketRef)).Distinct().ToArray();
        foreach (var row in await reporting.TicketEvents.AsNoTracking().Where(row => hashes.Contains(row.TicketHash) && row.FileId > seen.FileId)
            .Select(row => new { row.SourceId, row.TicketRef, row.FileId }).Distinct().ToListAsync(cancel))
        {
            Add(new(row.SourceId, row.TicketRef), row.FileId);
        }
        using (var cursor = transaction.Facts.ReadTickets(tickets, nameof(Ticket.SourceId), nameof(Ticket.ExternalId), nameof(Ticket.FileId)))
        {
            while (cursor.Read())
            {
                if (cursor.Int32(2) > seen.FileId)
                    Add(new(cursor.Int32(0), cursor.Text(1)!), cursor.Int32(2));
            }
        }
        var ids = newest.Values.Distinct().ToArray();
        var files = await reporting.ImportedFiles.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancel);
        return newest.Where(pair => files.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => files[pair.Value]);
    }

    private static async Task<Dictionary<int, ImportBatch>> BatchesAsync(ReportingDbContext reporting, int[] ids, CancellationToken cancel) =>
        await reporting.ImportBatches.AsNoTracking().Where(batch => ids.Contains(batch.Id)).ToDictionaryAsync(batch => batch.Id, cancel);
}
