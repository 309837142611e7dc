using System.Runtime.CompilerServices;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Tests.Pipeline;

/// <summary>The store's contract in memory: newest version wins, equal content is unchanged, one record one outcome.</summary>
internal sealed class FakeStore : ILedger, IFactWriterFactory
{
    public Dictionary<string, (Ticket Row, string? Vendor)> Tickets { get; } = [];
    public Dictionary<string, (Transaction Row, string? Vendor)> Transactions { get; } = [];
    public Dictionary<string, (Chargeback Row, string? Vendor)> Chargebacks { get; } = [];
    public Dictionary<string, TicketEvent> TicketEvents { get; } = [];
    public Dictionary<string, ChargebackEvent> ChargebackEvents { get; } = [];
    public Dictionary<string, object> Dimensions { get; } = [];
    public List<RejectedRow> Problems { get; } = [];
    public List<ImportedFile> Files { get; } = [];
    public List<ImportBatch> Batches { get; } = [];
    public List<string> Sources { get; } = [];
    public int Chunks { get; private set; }

    /// <summary>Thrown by the n-th write, counted from 1: a disk that is full, a process that is killed.</summary>
    public int FailAtChunk { get; set; }
    public Action? BeforeWrite { get; set; }

    public IFactWriter Open() => new Writer(this);

    public Task<string> ZoneAsync(CancellationToken cancel) => Task.FromResult(Zone);

    /// <summary>The workspace's reporting zone.</summary>
    public string Zone { get; set; } = "UTC";

    public Task<StartedBatch> StartBatchAsync(string startedBy, CancellationToken cancel)
    {
        Batches.Add(new ImportBatch { Id = Batches.Count + 1, StartedBy = startedBy });
        return Task.FromResult(new StartedBatch(Batches.Count, null, null));
    }

    public Task FinishBatchAsync(int batchId, string state, string? error)
    {
        Batches[batchId - 1].State = state;
        Batches[batchId - 1].Error = error;
        return Task.CompletedTask;
    }

    public Task<int> SourceAsync(string name, int cadenceHours, CancellationToken cancel)
    {
        if (!Sources.Contains(name))
            Sources.Add(name);
        return FindSourceAsync(name, cancel);
    }

    public Task<int> FindSourceAsync(string name, CancellationToken cancel) => Task.FromResult(Sources.IndexOf(name) + 1);

    public ValueMeanings Meanings { get; set; } = ValueMeanings.None;

    public Task<ValueMeanings> MeaningsAsync(string source, CancellationToken cancel) => Task.FromResult(Meanings);

    public Task<bool> HoldsAsync(long bytes, CancellationToken cancel) => Task.FromResult(Files.Exists(f => f.Bytes == bytes && f.State == "done"));

    public Task<ImportedFile?> FindDoneAsync(string sha256, string source, string format, CancellationToken cancel) =>
        Task.FromResult(Files.FindLast(f => f.Sha256 == sha256 && f.Format == format && f.State == "done" && f.SourceId == Sources.IndexOf(source) + 1));

    public Task<(ImportedFile File, string Source)?> FindElsewhereAsync(string sha256, string source, string format, CancellationToken cancel) =>
        Task.FromResult(Files.FindLast(f => f.Sha256 == sha256 && f.State == "done" && f.Inserted + f.Updated > 0 && (f.Format != format || Sources[f.SourceId - 1] != source)) is { } file ? ((ImportedFile, string)?)(file, Sources[file.SourceId - 1]) : null);

    public Task SettleAsync(int fileId, string settings)
    {
        Files[fileId - 1].Settings = settings;
        return Task.CompletedTask;
    }

    public Task<int?> UndoingAsync(string source, CancellationToken cancel) => Task.FromResult<int?>(null);

    public Task<string?> SourceNameAsync(int sourceId, CancellationToken cancel) => Task.FromResult<string?>(Sources[sourceId - 1]);

    public Task ForgetOldAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task<int> StartFileAsync(ImportedFile file, CancellationToken cancel)
    {
        Files.Add(file);
        file.Id = Files.Count;
        return Task.FromResult(file.Id);
    }

    public Task FinishFileAsync(int fileId, string state, string? error, string sha256)
    {
        Files[fileId - 1].Sha256 = sha256;
        Files[fileId - 1].State = state;
        Files[fileId - 1].Error = error;
        return Task.CompletedTask;
    }

    public Task MarkInterruptedAsync(CancellationToken cancel)
    {
        foreach (var file in Files.Where(f => f.State == "running"))
            file.State = "interrupted";
        return Task.CompletedTask;
    }

    public Task<ImportedFile?> FileAsync(int fileId, CancellationToken cancel) => Task.FromResult(Files.Find(f => f.Id == fileId));

    public async IAsyncEnumerable<RejectedRow> RejectedAsync(int fileId, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var problem in Problems.Where(p => p.FileId == fileId && p.Severity == "rejected").OrderBy(p => p.Line))
            yield return problem;
    }

    /// <summary>All facts as comparable text, without lineage: what two runs must agree on.</summary>
    public IEnumerable<string> Contents() =>
        Tickets.Select(t => $"ticket {t.Value.Vendor} {Describe(t.Value.Row)}")
            .Concat(Transactions.Select(t => $"transaction {t.Value.Vendor} {Describe(t.Value.Row)}"))
            .Concat(Chargebacks.Select(t => $"chargeback {t.Value.Vendor} {Describe(t.Value.Row)}"))
            .Concat(TicketEvents.Select(t => $"event {Describe(t.Value)}"))
            .Concat(ChargebackEvents.Select(t => $"stage {Describe(t.Value)}"))
            .Concat(Dimensions.Select(t => $"{t.Key} {Describe(t.Value)}"))
            .Order(StringComparer.Ordinal);

    private static string Describe(object row) => string.Join(
        '|', row.GetType().GetProperties().Where(p => p.Name is not ("FileId" or "Line" or "Key" or "Id")).Select(p => p.GetValue(row) is DateTime t ? t.ToString("O") : p.GetValue(row)?.ToString()));

    private sealed class Writer(FakeStore store) : IFactWriter
    {
        public Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel) => Task.FromResult(Apply(chunk, write: false));

        public Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            store.BeforeWrite?.Invoke();
            cancel.ThrowIfCancellationRequested();
            if (++store.Chunks == store.FailAtChunk)
                throw new IOException("There is no space left on the disk.");
            store.Problems.AddRange(chunk.Problems);
            var outcome = Apply(chunk, write: true);
            var file = store.Files[chunk.FileId - 1];
            file.Rows += chunk.RowsRead;
            file.Inserted += outcome.Inserted;
            file.Updated += outcome.Updated;
            file.Unchanged += outcome.Unchanged;
            file.Duplicate += outcome.Duplicate;
            file.Rejected += chunk.Rejected;
            file.Skipped += chunk.Skipped + outcome.Skipped;
            file.Warnings += chunk.Warnings;
            return Task.FromResult(outcome);
        }

        public Task FinishFileAsync(int fileId, CancellationToken cancel) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private ChunkOutcome Apply(FactChunk chunk, bool write)
        {
            var tally = new Tally();
            Facts(chunk.Tickets, store.Tickets, tally, write);
            Facts(chunk.Transactions, store.Transactions, tally, write);
            Facts(chunk.Chargebacks, store.Chargebacks, tally, write);
            foreach (var happened in chunk.TicketEvents)
                Put(store.TicketEvents, happened.TicketRef + "/" + happened.EventId, happened, chunk.EventsCountAsRows && !chunk.FollowingEvents.Contains(happened) ? tally : null, write);
            foreach (var happened in chunk.ChargebackEvents)
                Put(store.ChargebackEvents, happened.ChargebackRef + "/" + happened.EventId, happened, chunk.EventsCountAsRows && !chunk.FollowingEvents.Contains(happened) ? tally : null, write);
            foreach (var vendor in chunk.Vendors)
                Put(store.Dimensions, "vendor " + vendor.Code, vendor, tally, write);
            foreach (var agent in chunk.Agents)
                Put(store.Dimensions, "agent " + agent.Code, agent, tally, write);
            foreach (var day in chunk.FxRates.GroupBy(r => (r.Day, Currency: chunk.RatesCountEach ? r.Currency : "")))
                Put(store.Dimensions, $"fx {day.Key.Day:O}{day.Key.Currency}", string.Join(' ', day.Select(r => $"{r.Currency}={r.PerEuroMillionths}")), tally, write);
            foreach (var calendar in chunk.Calendars)
                Put(store.Dimensions, $"calendar {calendar.Code} {calendar.Version}", calendar, tally, write);
            foreach (var policy in chunk.Policies)
                Put(store.Dimensions, $"policy {policy.Code} {policy.Version}", policy, tally, write);
            return new ChunkOutcome(tally.Inserted, tally.Updated, tally.Unchanged, tally.Duplicate, tally.Skipped);
        }

        private static void Facts<T>(List<Incoming<T>> rows, Dictionary<string, (T Row, string? Vendor)> table, Tally tally, bool write)
            where T : IFact
        {
            foreach (var incoming in rows)
            {
                string id = incoming.Row.SourceId + ":" + incoming.Row.ExternalId;
                var counted = incoming.CountsAsRow ? tally : new Tally();
                if (!table.TryGetValue(id, out var old))
                {
                    counted.Inserted++;
                }
                else if (incoming.Row.VersionAt < old.Row.VersionAt)
                {
                    counted.Skipped++;
                    continue;
                }
                else if (Describe(old.Row) == Describe(incoming.Row) && old.Vendor == incoming.VendorCode)
                {
                    counted.Unchanged++;
                    continue;
                }
                else
                    counted.Updated++;
                if (write)
                    table[id] = (incoming.Row, incoming.VendorCode);
            }
        }

        private static void Put<T>(Dictionary<string, T> table, string key, T row, Tally? tally, bool write)
            where T : notnull
        {
            tally ??= new Tally();
            if (!table.TryGetValue(key, out var old))
                tally.Inserted++;
            else if (old is string text ? text == row as string : Describe(old) == Describe(row))
                tally.Unchanged++;
            else
                tally.Updated++;
            if (write)
                table[key] = row;
        }
    }

    private sealed class Tally
    {
        public long Inserted { get; set; }
        public long Updated { get; set; }
        public long Unchanged { get; set; }
        public long Duplicate { get; set; }
        public long Skipped { get; set; }
    }
}
