using System.Globalization;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>The rows behind one day of a watched number, read from the facts: the sums are kept by one dimension at a time, a cause may lie in any.</summary>
internal sealed class DayCaseReader(AnalyticsDbContext analytics, IFactReader facts, ReportingDays days, WatchedMetric metric)
{
    private static readonly string[] s_payments = [CauseDimensions.Gateway, CauseDimensions.Vendor, CauseDimensions.Method, CauseDimensions.Brand, CauseDimensions.Country, CauseDimensions.Bin, CauseDimensions.Cause, CauseDimensions.Code];
    private static readonly string[] s_refunds = [CauseDimensions.Gateway, CauseDimensions.Vendor, CauseDimensions.Method, CauseDimensions.Mode, CauseDimensions.Code];
    private static readonly string[] s_tickets = [CauseDimensions.Vendor, CauseDimensions.Category, CauseDimensions.Channel, CauseDimensions.Team];
    private static readonly string[] s_disputes = [CauseDimensions.Vendor, CauseDimensions.Network, CauseDimensions.Reason, CauseDimensions.Country];

    private static readonly HashSet<string> s_describing = [CauseDimensions.Cause, CauseDimensions.Code, CauseDimensions.Mode];

    private readonly Dictionary<DateOnly, DayCases> _read = [];

    public CaseTexts Texts { get; } = new(metric.Id switch
    {
        WatchedMetric.FailedPayments or WatchedMetric.Payments => s_payments,
        WatchedMetric.FailedRefunds or WatchedMetric.Refunds => s_refunds,
        WatchedMetric.Tickets => s_tickets,
        _ => s_disputes,
    });

    /// <summary>Where a cause may lie, and what only describes it.</summary>
    public ExplainerSettings Settings(double width) => new(
        [.. Enumerable.Range(0, Texts.Dimensions.Count).Where(dimension => !s_describing.Contains(Texts.Dimensions[dimension]))],
        [.. Enumerable.Range(0, Texts.Dimensions.Count).Where(dimension => s_describing.Contains(Texts.Dimensions[dimension]))],
        metric.OutOfRows, width);

    public async Task<DayCases> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        if (_read.TryGetValue(day, out var known))
            return known;
        // Days that follow each other are compared with the same weeks; what is older is not asked for again.
        foreach (var old in _read.Keys.Where(past => past < day.AddDays(-140)).ToList())
            _read.Remove(old);
        return _read[day] = metric.Id switch
        {
            WatchedMetric.FailedPayments or WatchedMetric.Payments => Transactions(
                day, "charge", nameof(Transaction.Method), nameof(Transaction.Brand), nameof(Transaction.Country), nameof(Transaction.Bin6), nameof(Transaction.FailureCause), nameof(Transaction.FailureCode)),
            WatchedMetric.FailedRefunds or WatchedMetric.Refunds => Transactions(day, "refund", nameof(Transaction.Method), nameof(Transaction.RefundMode), nameof(Transaction.FailureCode)),
            WatchedMetric.Tickets => await TicketsAsync(day, cancel),
            _ => Disputes(day),
        };
    }

    /// <summary>Several days as one.</summary>
    public async Task<DayCases> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancel)
    {
        if (first == last)
            return await ReadAsync(first, cancel);
        var together = new DayCases(Texts.Dimensions.Count);
        for (var day = first; day <= last; day = day.AddDays(1))
            together.Add(await ReadAsync(day, cancel));
        return together;
    }

    /// <param name="members">Columns of the dimensions after gateway and vendor, in their order.</param>
    private DayCases Transactions(DateOnly day, string kind, params string[] members)
    {
        var cases = new DayCases(Texts.Dimensions.Count);
        Span<int> codes = stackalloc int[members.Length + 2];
        using var cursor = facts.Read<Transaction>(
            days.Start(day), days.End(day),
            [nameof(Transaction.OccurredAt), nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.VendorId), nameof(Transaction.Gateway), .. members]);
        while (cursor.Read())
        {
            var status = cursor.Interned(2);
            if (cursor.Interned(1) != kind || !(status == "succeeded" || (metric.OutOfRows && status == "failed")))
                continue;
            codes[0] = Texts.Code(0, cursor.Interned(4));
            codes[1] = Vendor(1, cursor.Int32(3));
            for (var i = 2; i < codes.Length; i++)
                codes[i] = Texts.Code(i, cursor.Interned(3 + i));
            cases.Add(Hour(cursor.Int64(0)), !metric.OutOfRows || status == "failed", codes);
        }

        return cases;
    }

    private async Task<DayCases> TicketsAsync(DateOnly day, CancellationToken cancel)
    {
        var cases = new DayCases(Texts.Dimensions.Count);
        var rows = await analytics.TicketOutcomes.AsNoTracking().Where(row => row.CreatedDay == day && !row.Merged)
            .Select(row => new { row.CreatedHour, row.VendorId, row.Category, row.Channel, row.Team }).ToListAsync(cancel);
        foreach (var row in rows)
            cases.Add(row.CreatedHour % 24, true, [Vendor(0, row.VendorId), Texts.Code(1, row.Category), Texts.Code(2, row.Channel), Texts.Code(3, row.Team)]);
        return cases;
    }

    private DayCases Disputes(DateOnly day)
    {
        var cases = new DayCases(Texts.Dimensions.Count);
        using var cursor = facts.Read<Chargeback>(
            days.Start(day), days.End(day), nameof(Chargeback.OpenedAt), nameof(Chargeback.IsDispute), nameof(Chargeback.VendorId), nameof(Chargeback.Network), nameof(Chargeback.ReasonCategory), nameof(Chargeback.Country));
        while (cursor.Read())
        {
            if (cursor.Int64(1) == 1)
                cases.Add(Hour(cursor.Int64(0)), true, [Vendor(0, cursor.Int32(2)), Texts.Code(1, cursor.Interned(3)), Texts.Code(2, cursor.Interned(4)), Texts.Code(3, cursor.Interned(5))]);
        }

        return cases;
    }

    private int Vendor(int dimension, int vendorId) => Texts.Code(dimension, vendorId > 0 ? vendorId.ToString(CultureInfo.InvariantCulture) : null);

    private int Hour(long at) => days.HourOfWeek(UnixTime.FromSeconds(at)) % 24;
}

/// <summary>Names of the dimensions a cause may lie in, as the filter calls those it has.</summary>
internal static class CauseDimensions
{
    public const string Vendor = "vendor";
    public const string Gateway = "gateway";
    public const string Method = "method";
    public const string Brand = "brand";
    public const string Network = "network";
    public const string Country = "country";
    public const string Bin = "bin";
    public const string Cause = "cause";
    public const string Code = "failure_code";
    public const string Mode = "refund_mode";
    public const string Category = "category";
    public const string Channel = "channel";
    public const string Team = "team";
    public const string Reason = "reason";
}
