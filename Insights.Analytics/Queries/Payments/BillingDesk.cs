using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Payments;

/// <inheritdoc cref="IBillingDesk"/>
internal sealed class BillingDesk(AnalyticsStore store, TimeProvider clock) : IBillingDesk
{
    private const int Most = 50;

    public async Task<IReadOnlyList<OpenCandidate>> LatestAsync(DataScope scope, int most, CancellationToken cancel = default)
    {
        await using var reporting = store.Reporting.Open(scope);
        var vendors = await reporting.Vendors.AsNoTracking().ToDictionaryAsync(vendor => vendor.Id, vendor => vendor.Name.Length > 0 ? vendor.Name : vendor.Code, cancel);
        await using var analytics = store.Open(scope);
        var rows = await PaymentCaseRows.Findings(analytics, RowSets.BillingCandidates, DateOnly.MinValue, DateOnly.MaxValue)
            .OrderByDescending(row => row.PaidAt).ThenBy(row => row.PaymentRef).Take(most).ToListAsync(cancel);
        return [.. rows.Select(row => new OpenCandidate(row.Kind, PaymentTelling.Kind(row.Kind), row.SourceId, row.PaymentRef, At(row.PaidAt), vendors.GetValueOrDefault(row.VendorId, ReportFilter.Unknown)))];
    }

    public async Task<IReadOnlyList<PutAside>> PutAsideAsync(DataScope scope, CancellationToken cancel = default)
    {
        await using var analytics = store.Open(scope);
        var rows = await analytics.FindingDismissals.AsNoTracking().Where(row => row.WithdrawnAt == null).OrderByDescending(row => row.Id).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(row => new PutAside(row.Id, row.Kind, PaymentTelling.Kind(row.Kind), row.SourceId, row.PaymentRef, row.Reason, scope.IsStaff ? row.By : null, row.ByVendor, At(row.At)))];
    }

    public async Task<bool> SetAsideAsync(DataScope scope, string kind, int sourceId, string paymentRef, string reason, string by, CancellationToken cancel = default)
    {
        int? vendor;
        await using (var own = store.Open(scope))
            vendor = await own.BillingFindings.AsNoTracking().Where(row => row.Kind == kind && row.SourceId == sourceId && row.PaymentRef == paymentRef).Select(row => (int?)row.VendorId).FirstOrDefaultAsync(cancel);
        if (vendor is not { } vendorId)
            return false;
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        // The joined context reads as staff: the vendor is named in every condition.
        if (await analytics.FindingDismissals.AnyAsync(row => row.VendorId == vendorId && row.Kind == kind && row.SourceId == sourceId && row.PaymentRef == paymentRef && row.WithdrawnAt == null, cancel))
            return false;
        analytics.FindingDismissals.Add(new()
        {
            VendorId = vendorId,
            Kind = kind,
            SourceId = sourceId,
            PaymentRef = paymentRef,
            Reason = reason,
            By = by,
            ByVendor = scope.Kind == ScopeKind.Vendor,
            At = clock.GetUtcNow().UtcDateTime,
        });
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<bool> TakeBackAsync(DataScope scope, int id, string by, CancellationToken cancel = default)
    {
        await using (var own = store.Open(scope))
        {
            if (!await own.FindingDismissals.AnyAsync(row => row.Id == id && row.WithdrawnAt == null, cancel))
                return false;
        }
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var now = clock.GetUtcNow().UtcDateTime;
        var changed = await analytics.FindingDismissals.Where(row => row.Id == id && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.WithdrawnBy, by).SetProperty(row => row.WithdrawnAt, now), cancel);
        await transaction.CommitAsync(cancel);
        return changed > 0;
    }

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
