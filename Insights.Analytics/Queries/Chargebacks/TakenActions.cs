using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="ITakenActions"/>
internal sealed class TakenActions(AnalyticsStore store, TimeProvider clock) : ITakenActions
{
    private long _version;

    public long Version => Volatile.Read(ref _version);

    public async Task<IReadOnlyList<TakenActionLine>> OfAsync(DataScope scope, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        var rows = await context.TakenActions.AsNoTracking().OrderByDescending(row => row.Day).ThenByDescending(row => row.Id).ToListAsync(cancel);
        return [.. rows.Select(row => new TakenActionLine(
            row.Id, row.ActionId, LocalDate.FromDateOnly(row.Day), row.Note, row.By, row.ByVendor, At(row.At), row.WithdrawnBy, row.WithdrawnAt is { } withdrawn ? At(withdrawn) : null))];
    }

    public async Task<bool> TakeAsync(DataScope vendor, string actionId, LocalDate day, string note, string by, bool byVendor, CancellationToken cancel = default)
    {
        if (vendor.Kind != ScopeKind.Vendor || ActionCatalog.Find(actionId) is null)
            return false;
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var context = store.Join(transaction);
        var date = day.ToDateOnly();
        // The joined context reads as staff: the vendor is named in every condition.
        if (await context.TakenActions.AnyAsync(row => row.VendorId == vendor.VendorId && row.ActionId == actionId && row.Day == date && row.WithdrawnAt == null, cancel))
            return false;
        context.TakenActions.Add(new() { VendorId = vendor.VendorId, ActionId = actionId, Day = date, Note = note, By = by, ByVendor = byVendor, At = clock.GetUtcNow().UtcDateTime });
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        Interlocked.Increment(ref _version);
        return true;
    }

    public async Task<bool> WithdrawAsync(DataScope vendor, int id, string by, CancellationToken cancel = default)
    {
        if (vendor.Kind != ScopeKind.Vendor)
            return false;
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var context = store.Join(transaction);
        var now = clock.GetUtcNow().UtcDateTime;
        var changed = await context.TakenActions.Where(row => row.Id == id && row.VendorId == vendor.VendorId && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.WithdrawnBy, by).SetProperty(row => row.WithdrawnAt, now), cancel);
        if (changed == 0)
            return false;
        await transaction.CommitAsync(cancel);
        Interlocked.Increment(ref _version);
        return true;
    }

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
