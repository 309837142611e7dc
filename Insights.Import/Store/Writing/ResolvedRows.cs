using System.Linq.Expressions;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Sources;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

// Comparisons inside queries run in the store, byte by byte; the overload with a StringComparison cannot be translated.
#pragma warning disable CA1309

namespace Insights.Import.Store.Writing;

/// <summary>
/// Gives stored rows what a person has said their source's word means. Rows go through the writer like imported ones, in pages of one transaction
/// each, under the file and line they came from: their lineage stays, the touched days follow, and the same file imported again changes nothing.
/// </summary>
internal sealed class ResolvedRows(ReportingStore store, IFactWriter writer, int sourceId, string kind, string value, string meaning, string? before) : IAsyncDisposable
{
    private const int Page = 5_000;
    private long _changed;

    private string? Word => meaning == ValueMeanings.Nothing ? null : meaning;

    public async Task<long> ApplyAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        switch (kind)
        {
            case ValueKinds.Vendor:
                await VendorAsync(progress, cancel);
                break;
            case ValueKinds.TicketStatus:
                await PagesAsync<Ticket, TicketShape>(t => t.SourceId == sourceId && t.RawStatus == value && (t.Status == null || t.Status == before), t => t.Status = Word, progress, cancel);
                await EventsAsync(progress, cancel);
                break;
            case ValueKinds.Agent:
                await NoteAsync<Ticket>("tickets", t => t.SourceId == sourceId && t.Agent == value, cancel);
                await NotedAsync<Ticket, TicketShape>("tickets", t => t.Agent == value || t.Agent == before, t => t.Agent = Word, progress, cancel);
                break;
            case ValueKinds.DisputeReason:
                await PagesAsync<Chargeback, ChargebackShape>(
                    c => c.SourceId == sourceId && (c.ReasonCode ?? c.SubReason ?? c.ProviderReason) == value, SetReason, progress, cancel, IsOpenReason);
                break;
            default:
                await NotedAsync<Transaction, TransactionShape>("transactions", row => Set(row, test: true), row => Set(row, test: false), progress, cancel);
                await NotedAsync<Ticket, TicketShape>("tickets", row => Set(row, test: true), row => Set(row, test: false), progress, cancel);
                break;
        }

        return _changed;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    /// <summary>All facts of the vendor, those it was named in; what follows a charge goes with its charge.</summary>
    private async Task VendorAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        bool staysItself = string.Equals(value, meaning, StringComparison.OrdinalIgnoreCase);
        if (staysItself && before is null)
            return;
        int from;
        int earlier;
        await using (var context = store.Open(DataScope.Staff))
        {
            from = await IdOfAsync(context, value, cancel);
            earlier = before is null ? 0 : await IdOfAsync(context, before, cancel);
        }

        if (from != 0 && !staysItself)
        {
            await NoteAsync<Transaction>("transactions", t => t.SourceId == sourceId && t.VendorId == from, cancel);
            await NoteAsync<Chargeback>("chargebacks", c => c.SourceId == sourceId && c.VendorId == from, cancel);
            await NoteAsync<Ticket>("tickets", t => t.SourceId == sourceId && t.VendorId == from, cancel);
        }

        await NotedAsync<Transaction, TransactionShape>("transactions", Is, _ => { }, progress, cancel, meaning);
        await NotedAsync<Chargeback, ChargebackShape>("chargebacks", Is, _ => { }, progress, cancel, meaning);
        await NotedAsync<Ticket, TicketShape>("tickets", Is, _ => { }, progress, cancel, meaning);

        bool Is(IFact row) => row.VendorId == from || row.VendorId == earlier;
    }

    private static async Task<int> IdOfAsync(ReportingDbContext context, string code, CancellationToken cancel)
    {
        string folded = code.ToUpperInvariant();
        return await context.Vendors.Where(v => EF.Property<string>(v, ReportingTables.FoldedCode) == folded).Select(v => v.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Rows found by their own columns.</summary>
    private async Task PagesAsync<T, TShape>(Expression<Func<T, bool>> which, Action<T> set, IProgress<long>? progress, CancellationToken cancel, Func<T, bool>? also = null)
        where T : class, IFact, new() where TShape : struct, IFactShape<T>
    {
        long last = long.MinValue;
        while (true)
        {
            List<T> rows;
            await using (var context = store.Open(DataScope.Staff))
                rows = await context.Set<T>().AsNoTracking().Where(which).Where(row => row.Key > last).OrderBy(row => row.Key).Take(Page).ToListAsync(cancel);
            if (rows.Count == 0)
                return;
            last = rows[^1].Key;
            await WriteAsync<T, TShape>(also is null ? rows : [.. rows.Where(also)], set, newVendor: null, cancel);
            progress?.Report(_changed);
        }
    }

    /// <summary>Rows that were noted when they came, in the version that came with the word.</summary>
    private async Task NotedAsync<T, TShape>(string fact, Func<T, bool> which, Action<T> set, IProgress<long>? progress, CancellationToken cancel, string? newVendor = null)
        where T : class, IFact, new() where TShape : struct, IFactShape<T>
    {
        string after = "";
        while (true)
        {
            List<T> rows = [];
            await using (var context = store.Open(DataScope.Staff))
            {
                var notes = await context.UnmappedRows.AsNoTracking()
                    .Where(r => r.SourceId == sourceId && r.Kind == kind && r.Value == value && r.Fact == fact && string.Compare(r.ExternalId, after) > 0)
                    .OrderBy(r => r.ExternalId).ThenBy(r => r.FileId).ThenBy(r => r.Line).Take(Page).ToListAsync(cancel);
                if (notes.Count == 0)
                    return;
                // A row's notes stay together: the next page begins behind the last row that is complete in this one.
                if (notes.Count == Page && notes[0].ExternalId != notes[^1].ExternalId)
                    notes.RemoveAll(n => n.ExternalId == notes[^1].ExternalId);
                foreach (var note in notes)
                {
                    if (await context.ByExternalId<T>(sourceId, note.ExternalId).AsNoTracking().FirstOrDefaultAsync(cancel) is { } row
                        && row.FileId == note.FileId && row.Line == note.Line && which(row))
                        rows.Add(row);
                }

                after = notes[^1].ExternalId;
            }

            await WriteAsync<T, TShape>(rows, set, newVendor, cancel);
            progress?.Report(_changed);
        }
    }

    /// <summary>Remembers which rows a resolution is about to change, so that resolving again finds them.</summary>
    private async Task NoteAsync<T>(string fact, Expression<Func<T, bool>> which, CancellationToken cancel) where T : class, IFact
    {
        long last = long.MinValue;
        while (true)
        {
            List<T> rows;
            await using (var context = store.Open(DataScope.Staff))
                rows = await context.Set<T>().AsNoTracking().Where(which).Where(row => row.Key > last).OrderBy(row => row.Key).Take(Page).ToListAsync(cancel);
            if (rows.Count == 0)
                return;
            last = rows[^1].Key;
            await using var turn = await store.LockForWritingAsync(cancel);
            using var session = store.Database.OpenWriteSession();
            session.Begin();
            ToBeMappedWrite.Rows(session, sourceId, rows.Select(row => (kind, value, fact, row.ExternalId, row.FileId, row.Line)));
            session.Commit();
        }
    }

    private async Task WriteAsync<T, TShape>(List<T> rows, Action<T> set, string? newVendor, CancellationToken cancel) where T : class, IFact, new() where TShape : struct, IFactShape<T>
    {
        if (rows.Count == 0)
            return;
        // As their files brought them: what a row has taken from its charge since is not its own, and must not become so.
        Dictionary<long, AsArrived<T>> arrived;
        await using (await store.LockForWritingAsync(cancel))
        {
            using var session = store.Database.OpenWriteSession();
            session.Begin();
            arrived = StoredRows.Load<T, TShape>(session, [.. rows.Select(row => row.Key)]);
            session.Rollback();
        }

        Dictionary<int, string> codes;
        await using (var context = store.Open(DataScope.Staff))
        {
            int[] ids = [.. arrived.Values.Select(row => row.NamedVendor).Distinct()];
            codes = await context.Vendors.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Code, cancel);
        }

        foreach (var file in arrived.Values.GroupBy(row => row.Row.FileId))
        {
            var chunk = new FactChunk { FileId = file.Key, SourceId = sourceId };
            foreach (var (row, named) in file)
            {
                // A row that took its charge's vendor goes where its charge goes.
                if (newVendor is not null && named == 0)
                    continue;
                set(row);
                Add(chunk, row, newVendor ?? codes.GetValueOrDefault(named));
                _changed++;
            }

            await writer.WriteAsync(chunk, cancel);
        }
    }

    private static void Add<T>(FactChunk chunk, T row, string? vendor)
    {
        switch (row)
        {
            case Transaction transaction:
                chunk.Transactions.Add(new Incoming<Transaction>(transaction, vendor, CountsAsRow: false));
                break;
            case Ticket ticket:
                chunk.Tickets.Add(new Incoming<Ticket>(ticket, vendor, CountsAsRow: false));
                break;
            case Chargeback chargeback:
                chunk.Chargebacks.Add(new Incoming<Chargeback>(chargeback, vendor, CountsAsRow: false));
                break;
        }
    }

    /// <summary>Clocks run on events, so a status that is explained is explained there too. What came is noted first, because the event keeps one value only.</summary>
    private async Task EventsAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        while (true)
        {
            List<TicketEvent> events;
            await using (var context = store.Open(DataScope.Staff))
            {
                events = await context.TicketEvents.AsNoTracking()
                    .Where(e => e.SourceId == sourceId && e.Value == value && (e.Kind == "status" || e.Kind == "created")).Take(Page).ToListAsync(cancel);
            }

            if (events.Count == 0 || Word is null)
                break;
            await using (await store.LockForWritingAsync(cancel))
            {
                using var session = store.Database.OpenWriteSession();
                session.Begin();
                ToBeMappedWrite.Rows(session, sourceId, events.Select(e => (kind, value, ToBeMappedWrite.Events, ToBeMappedWrite.EventName(e), e.FileId, e.Line)));
                session.Commit();
            }

            await WriteAsync(events, Word, cancel);
            progress?.Report(_changed);
        }

        if (before is not null && before != ValueMeanings.Nothing && before != Word)
            await NotedEventsAsync(progress, cancel);
    }

    private async Task NotedEventsAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        string after = "";
        while (true)
        {
            List<TicketEvent> events = [];
            await using (var context = store.Open(DataScope.Staff))
            {
                var notes = await context.UnmappedRows.AsNoTracking()
                    .Where(r => r.SourceId == sourceId && r.Kind == kind && r.Value == value && r.Fact == ToBeMappedWrite.Events && string.Compare(r.ExternalId, after) > 0)
                    .OrderBy(r => r.ExternalId).Take(Page).ToListAsync(cancel);
                if (notes.Count == 0)
                    return;
                foreach (string name in notes.Select(n => n.ExternalId).Distinct())
                {
                    var (reference, eventId) = ToBeMappedWrite.PartsOf(name);
                    long hash = Keys.FactKey.IdHash(sourceId, reference);
                    if (await context.TicketEvents.AsNoTracking().FirstOrDefaultAsync(
                            e => e.TicketHash == hash && e.TicketRef == reference && e.SourceId == sourceId && e.EventId == eventId && e.Value == before, cancel) is { } happened)
                        events.Add(happened);
                }

                after = notes[^1].ExternalId;
            }

            // A status that now means nothing is again what it came as.
            await WriteAsync(events, Word ?? value, cancel);
            progress?.Report(_changed);
        }
    }

    private async Task WriteAsync(List<TicketEvent> events, string status, CancellationToken cancel)
    {
        foreach (var file in events.GroupBy(e => e.FileId))
        {
            var chunk = new FactChunk { FileId = file.Key, SourceId = sourceId };
            foreach (var happened in file)
            {
                happened.Value = status;
                chunk.TicketEvents.Add(happened);
                _changed++;
            }

            await writer.WriteAsync(chunk, cancel);
        }
    }

    private bool IsOpenReason(Chargeback row) =>
        (row.ReasonGroup == "other" && row.ReasonCategory == "general") || (ReasonCodes.Meant(before) is { } said && row.ReasonGroup == said.Group && row.ReasonCategory == said.Category);

    private void SetReason(Chargeback row)
    {
        var said = ReasonCodes.Meant(Word) ?? new DisputeReason("other", "general", IsMapped: false);
        row.ReasonGroup = said.Group;
        row.ReasonCategory = said.Category;
        row.IsDispute = DisputeRules.CountsAsDispute(row.State, said.Group);
    }

    /// <summary>The field a kind of word stands in. Only a field that is still open, or holds what was said before, is given the word.</summary>
    /// <returns>True where the field is open.</returns>
    private bool Set(Transaction row, bool test)
    {
        switch (kind)
        {
            case ValueKinds.Method:
                return Field(row.Method, open: "other", word => row.Method = word, test);
            case ValueKinds.TransactionKind:
                return Field(row.Kind, open: "adjustment", word => row.Kind = word!, test);
            case "refund_extent":
                return Field(row.RefundExtent, open: null, word => row.RefundExtent = word, test);
            case "refund_mode":
                return Field(row.RefundMode, open: null, word => row.RefundMode = word, test);
            case "failure_cause":
                return Field(row.FailureCause, open: "unknown", word => row.FailureCause = word, test);
            case "three_ds":
                return Field(row.ThreeDs, open: null, word => row.ThreeDs = word, test);
            default:
                return false;
        }
    }

    private bool Set(Ticket row, bool test)
    {
        switch (kind)
        {
            case ValueKinds.Priority:
                return Field(row.Priority, open: null, word => row.Priority = word, test);
            case ValueKinds.Category:
                return Field(row.Category, open: null, word => row.Category = word, test);
            case "satisfaction":
                return Field(row.Satisfaction, open: null, word => row.Satisfaction = word, test);
            default:
                return false;
        }
    }

    private bool Field(string? now, string? open, Action<string?> set, bool test)
    {
        bool isOpen = now is null || now == open || now == before;
        if (!test && isOpen)
            set(Word ?? open);
        return isOpen;
    }
}
