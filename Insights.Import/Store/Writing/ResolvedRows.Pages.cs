using System.Linq.Expressions;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

// Comparisons inside queries run in the store, byte by byte; the overload with a StringComparison cannot be translated.
#pragma warning disable CA1309

namespace Insights.Import.Store.Writing;

/// <content>Which stored rows carry the word, page by page: by their own columns, or as noted when they came.</content>
internal sealed partial class ResolvedRows
{
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
}
