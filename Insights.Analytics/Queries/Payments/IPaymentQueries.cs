using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Payments;

/// <summary>What the payments screens ask beside the metrics: sums over two or three dimensions at once, and the short lists of what stands out.</summary>
public interface IPaymentQueries
{
    /// <summary>Sums of one facet under the filter, largest count first; null when the filter names a dimension the facet does not hold.</summary>
    /// <param name="byVendor">One line a vendor and member, for staff; else all vendors of the filter together.</param>
    Task<IReadOnlyList<FacetLine>?> FacetAsync(PaymentSplit split, ReportFilter filter, DataScope scope, bool byVendor = false, CancellationToken cancel = default);

    /// <summary>Charges of the period that look wrong; those put aside are left out.</summary>
    Task<IReadOnlyList<BillingCandidate>> CandidatesAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default);

    /// <summary>Payments that wait, whenever they were made, the longest first; and how many there are by gateway and method.</summary>
    Task<WaitingPayments> WaitingAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default);

    /// <summary>Refunds that failed or wait and were not made good, whenever they were asked for, the oldest first.</summary>
    Task<IReadOnlyList<OwedRefund>> OwedAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default);

    /// <summary>How long customers whose refund had failed waited for the one that succeeded, in seconds, of refunds made in the period.</summary>
    Task<IReadOnlyList<long>> MadeGoodAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <summary>A facet by the names of its dimensions: those of the filter, and words of its own (bucket, next, status …).</summary>
public enum PaymentSplit { Hours, GatewayCauses, MethodCauses, BrandCauses, Bins, Codes, Firmness, MethodCountries, MethodCases, Orders, OrderMethods, OrderGateways, Settling, RefundTimes, RefundKinds, RefundAsked, Abandoned, Fees, MethodGateways, MethodAmounts }

/// <param name="Members">In the order of the split's dimensions.</param>
/// <param name="Vendor">The vendor's name where lines are by vendor.</param>
public sealed record FacetLine(IReadOnlyList<string> Members, string Currency, long Count, long Base, long Minor, string? VendorCode = null, string? Vendor = null);

/// <summary>A charge that looks wrong, in words.</summary>
public sealed record BillingCandidate(
    string Kind, int SourceId, string PaymentRef, string Vendor, Instant PaidAt, Money Amount, string What, string Confidence, string Evidence, string? OtherRef, Money? Expected, int? TicketSourceId, string? TicketRef);

public sealed record WaitingPayment(int SourceId, string PaymentRef, string Vendor, Money Amount, string? Gateway, string? Method, Instant Since, Instant EscalateAt, long Seconds)
{
    public bool IsDue(Instant now) => EscalateAt <= now;
}

/// <param name="AsOf">What ages are counted to: the latest data, or now where that is earlier.</param>
public sealed record WaitingPayments(IReadOnlyList<WaitingPayment> Longest, IReadOnlyList<WaitingGroup> Groups, Instant AsOf);

public sealed record WaitingGroup(string? Gateway, string? Method, long Count, long Due, long OldestSeconds);

public sealed record OwedRefund(int SourceId, string RefundRef, string Vendor, Money Amount, string Status, string? Method, string? Gateway, Instant Since, Instant PromisedUntil, bool Overdue, string? PaymentRef);
