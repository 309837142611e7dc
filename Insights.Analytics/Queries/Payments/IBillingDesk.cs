using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Payments;

/// <summary>Charges that look wrong are candidates: somebody looks at each and may put it aside with a reason, and take that back.</summary>
public interface IBillingDesk
{
    /// <summary>The latest candidates that are not put aside, whatever days they are of.</summary>
    Task<IReadOnlyList<OpenCandidate>> LatestAsync(DataScope scope, int most, CancellationToken cancel = default);

    /// <summary>Those put aside in the scope, the newest first; what was taken back is left out.</summary>
    Task<IReadOnlyList<PutAside>> PutAsideAsync(DataScope scope, CancellationToken cancel = default);

    /// <param name="by">Whose name is kept with it.</param>
    /// <returns>False when the scope has no such candidate, or it is put aside already.</returns>
    Task<bool> SetAsideAsync(DataScope scope, string kind, int sourceId, string paymentRef, string reason, string by, CancellationToken cancel = default);

    /// <returns>False when there is none of this id in the scope, or it was taken back before.</returns>
    Task<bool> TakeBackAsync(DataScope scope, int id, string by, CancellationToken cancel = default);
}

/// <param name="By">For the house only; null for a vendor, who is told whether it was itself.</param>
public sealed record PutAside(int Id, string Kind, string What, int SourceId, string PaymentRef, string Reason, string? By, bool ByVendor, Instant At);

public sealed record OpenCandidate(string Kind, string What, int SourceId, string PaymentRef, Instant PaidAt, string Vendor);
