using Insights.Import.Pipeline;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Gives stored rows what a person has said their source's word means. Rows go through the writer like imported ones, in pages of one transaction
/// each, under the file and line they came from: their lineage stays, the touched days follow, and the same file imported again changes nothing.
/// </summary>
internal sealed partial class ResolvedRows(ReportingStore store, IFactWriter writer, int sourceId, string kind, string value, string meaning, string? before) : IAsyncDisposable
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
}
