using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Metrics.Payments;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>What every charge and refund of a stretch of days adds to the sums and lists of its own day.</summary>
internal sealed class PaymentDays(FacetSums sums, ReportingDays days, CasesAround cases)
{
    private const long Window = FailureChains.Days * 86_400L;

    private static readonly int[] s_bounds = [.. Enumerable.Range(0, DelayBuckets.Hours.Length + 1)];

    private readonly int[] _buckets = [.. s_bounds.Select(sums.Number)];
    private readonly int[] _bands = [0, .. PatternBands.Amounts.Select(sums.Word)];
    private readonly int _noBucket = sums.Number(DelayBuckets.NotKnown);
    private readonly List<RefundCase> _refunds = [];
    private readonly List<OpenPayment> _open = [];

    public IReadOnlyList<RefundCase> Refunds => _refunds;

    public IReadOnlyList<OpenPayment> Open => _open;

    public void Add(Move move)
    {
        if (move.IsRefund)
            Refund(move);
        else
            Charge(move);
    }

    private void Charge(Move move)
    {
        var (vendor, day) = (move.VendorId, move.Day);
        switch (move.Status)
        {
            case MoveStatus.Canceled:
                sums.Add(PaymentFacet.Abandoned, vendor, day, move.CauseCode, count: 1);
                return;
            case MoveStatus.Pending:
                _open.Add(OpenOf(move));
                return;
        }
        long failed = move.Status == MoveStatus.Failed ? 1 : 0;
        sums.Add(PaymentFacet.Hour, vendor, day, sums.Number(days.HourOfWeek(UnixTime.FromSeconds(move.At))), count: failed, of: 1);
        sums.Add(PaymentFacet.MethodCountry, vendor, day, move.MethodCode, move.CustomerCountryCode, count: failed, of: 1);
        sums.Add(PaymentFacet.MethodGateway, vendor, day, move.MethodCode, move.GatewayCode, count: failed, of: 1);
        sums.Add(PaymentFacet.MethodAmount, vendor, day, move.MethodCode, _bands[PatternBands.OfAmount(move.AmountMinor)], count: failed, of: 1);
        if (move.BinCode != 0)
            sums.Add(PaymentFacet.Bin, vendor, day, move.BinCode, move.BrandCode, count: failed, of: 1);
        sums.Add(PaymentFacet.MethodCases, vendor, day, move.MethodCode, count: cases.CountAbout(vendor, move.Ref, move.At, move.At + Window), of: 1);
        if (failed == 1)
        {
            sums.Add(PaymentFacet.GatewayCause, vendor, day, move.GatewayCode, move.CauseCode, count: 1);
            sums.Add(PaymentFacet.MethodCause, vendor, day, move.MethodCode, move.CauseCode, count: 1);
            sums.Add(PaymentFacet.BrandCause, vendor, day, move.BrandCode, move.CauseCode, count: 1);
            sums.Add(PaymentFacet.Code, vendor, day, move.GatewayCode, move.FailureCodeCode, move.CauseCode, count: 1);
            sums.Add(PaymentFacet.Firmness, vendor, day, sums.Word(Firmness.Of(move.FailureCode, move.Cause)), move.CauseCode, count: 1);
            return;
        }
        Settle(move);
        sums.Add(PaymentFacet.Fee, vendor, day, move.GatewayCode, count: 1, of: move.FeeMinor, minor: move.AmountMinor, currency: move.CurrencyCode);
    }

    private void Settle(Move move)
    {
        var taken = move.SettledAt is { } settled ? Math.Max(0, settled - move.At) : (long?)null;
        sums.Add(PaymentFacet.Settling, move.VendorId, move.Day, move.GatewayCode, move.MethodCode, taken is { } seconds ? _buckets[DelayBuckets.Of(seconds)] : _noBucket, count: 1);
    }

    private void Refund(Move move)
    {
        if (move.Status == MoveStatus.Canceled)
            return;
        var (vendor, day) = (move.VendorId, move.Day);
        var promised = move.At + (ProviderTimes.Of(move.Method).RefundDays * 86_400L);
        _refunds.Add(new()
        {
            RefundKey = move.Key,
            VendorId = vendor,
            SourceId = move.SourceId,
            RefundRef = move.Ref,
            PaymentRef = move.OriginalRef,
            PaymentHash = move.OriginalRef is { } original ? TimeWindows.HashOf(move.SourceId, original) : null,
            CustomerRef = move.Customer,
            OrderRef = move.Order,
            AmountMinor = move.AmountMinor,
            Currency = move.Currency,
            Status = move.Status switch { MoveStatus.Succeeded => "succeeded", MoveStatus.Failed => "failed", _ => "pending" },
            Extent = move.Extent,
            Mode = move.Mode,
            Method = move.Method,
            Gateway = move.Gateway,
            RequestedAt = UnixTime.FromSeconds(move.At),
            Day = UnixTime.FromDays(day),
            SettledAt = move.SettledAt is { } at ? UnixTime.FromSeconds(at) : null,
            PromisedUntil = UnixTime.FromSeconds(promised),
        });
        sums.Add(PaymentFacet.RefundKind, vendor, day, sums.Word(_refunds[^1].Status), sums.Member(move.Extent), sums.Member(move.Mode), count: 1, minor: move.AmountMinor, currency: move.CurrencyCode);
        if (move.Status != MoveStatus.Succeeded)
            return;
        var taken = move.SettledAt is { } settled ? Math.Max(0, settled - move.At) : (long?)null;
        sums.Add(PaymentFacet.RefundTime, vendor, day, move.MethodCode, sums.Member(move.Mode), taken is { } seconds ? _buckets[DelayBuckets.Of(seconds)] : _noBucket, count: 1);
        var asked = move.OriginalRef is { } payment ? cases.About(vendor, payment, move.At - Window, move.At) : null;
        sums.Add(PaymentFacet.RefundAsked, vendor, day, asked is null ? sums.Word("nobody") : sums.Member(asked.Category), count: 1);
        if (taken is not null)
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(RowSets.RefundsTimed), count: 1, minor: move.AmountMinor, currency: move.CurrencyCode);
        if (taken is not null && move.SettledAt <= promised)
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(RowSets.RefundsInTime), count: 1, minor: move.AmountMinor, currency: move.CurrencyCode);
        if (!string.IsNullOrEmpty(move.Mode))
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(RowSets.RefundsModeKnown), count: 1, minor: move.AmountMinor, currency: move.CurrencyCode);
        if (move.Mode == "manual")
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(RowSets.RefundsManual), count: 1, minor: move.AmountMinor, currency: move.CurrencyCode);
    }

    private static OpenPayment OpenOf(Move move) => new()
    {
        PaymentKey = move.Key,
        VendorId = move.VendorId,
        SourceId = move.SourceId,
        PaymentRef = move.Ref,
        CustomerRef = move.Customer,
        OrderRef = move.Order,
        AmountMinor = move.AmountMinor,
        Currency = move.Currency,
        Gateway = move.Gateway,
        Method = move.Method,
        OccurredAt = UnixTime.FromSeconds(move.At),
        Day = UnixTime.FromDays(move.Day),
        EscalateAt = UnixTime.FromSeconds(move.At + (ProviderTimes.Of(move.Method).EscalateDays * 86_400L)),
    };
}
