using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import;

/// <inheritdoc cref="IExemptions"/>
internal sealed class Exemptions(IReportingStore store, TimeProvider time) : IExemptions
{
    public async Task<bool> ExemptAsync(int sourceId, string ticketRef, string? metric, string reason, string by, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        await using var transaction = await store.BeginWritingAsync(cancel);
        var reporting = transaction.Reporting;
        if (await reporting.TicketExemptions.AnyAsync(row => row.SourceId == sourceId && row.TicketRef == ticketRef && row.WithdrawnAt == null && (row.Metric == null || row.Metric == metric), cancel))
            return false;
        // A reason is typed by hand, and hands paste card numbers.
        reporting.TicketExemptions.Add(new() { SourceId = sourceId, TicketRef = ticketRef, Metric = metric, Reason = Protect.Clean(reason.Trim()), By = by, At = Now() });
        await reporting.SaveChangesAsync(cancel);
        await Touching.TicketAsync(transaction, new TicketName(sourceId, ticketRef), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<bool> WithdrawAsync(int sourceId, string ticketRef, int id, string by, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        await using var transaction = await store.BeginWritingAsync(cancel);
        var found = await transaction.Reporting.TicketExemptions
            .FirstOrDefaultAsync(row => row.Id == id && row.SourceId == sourceId && row.TicketRef == ticketRef && row.WithdrawnAt == null, cancel);
        if (found is null)
            return false;
        (found.WithdrawnBy, found.WithdrawnAt) = (by, Now());
        await transaction.Reporting.SaveChangesAsync(cancel);
        await Touching.TicketAsync(transaction, new TicketName(sourceId, ticketRef), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<IReadOnlyList<TicketExemption>> OfAsync(int sourceId, string ticketRef, CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.TicketExemptions.AsNoTracking().Where(row => row.SourceId == sourceId && row.TicketRef == ticketRef).OrderByDescending(row => row.Id).ToListAsync(cancel);
    }

    private DateTime Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }
}
