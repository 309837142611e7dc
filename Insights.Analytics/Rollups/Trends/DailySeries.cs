using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>One count a day over whole days, with what it is out of.</summary>
/// <param name="Counts">From the first watched day on; a day without rows is 0.</param>
internal sealed record Series(RollupDimension Dimension, string Member, double[] Counts, double[]? Exposures);

/// <summary>The daily sums of all vendors together as series of whole days.</summary>
internal sealed class DailySeries(AnalyticsDbContext analytics, DateOnly from, DateOnly to)
{
    private readonly int _days = to.DayNumber - from.DayNumber + 1;

    public async Task<IReadOnlyList<Series>> ReadAsync(WatchedMetric metric, CancellationToken cancel) => metric.Id switch
    {
        WatchedMetric.Tickets => await TicketsAsync(metric, cancel),
        WatchedMetric.Disputes => await DisputesAsync(metric, cancel),
        _ => await PaymentsAsync(metric, cancel),
    };

    private async Task<IReadOnlyList<Series>> PaymentsAsync(WatchedMetric metric, CancellationToken cancel)
    {
        var dimensions = metric.Dimensions.ToArray();
        var rows = await analytics.DailyPayments.AsNoTracking()
            .Where(row => dimensions.Contains(row.Dimension) && row.VendorId == RollupVendor.All && row.Day >= from && row.Day <= to)
            .GroupBy(row => new { row.Dimension, row.Member, row.Day })
            .Select(group => new
            {
                group.Key.Dimension,
                group.Key.Member,
                group.Key.Day,
                Succeeded = group.Sum(row => row.Succeeded),
                Failed = group.Sum(row => row.Failed),
                Refunds = group.Sum(row => row.Refunds),
                RefundsFailed = group.Sum(row => row.RefundsFailed),
            })
            .ToListAsync(cancel);
        return Series(rows, row => (row.Dimension, row.Member), row => row.Day, row => metric.Id switch
        {
            WatchedMetric.FailedPayments => (row.Failed, row.Succeeded + row.Failed),
            WatchedMetric.FailedRefunds => (row.RefundsFailed, row.Refunds + row.RefundsFailed),
            WatchedMetric.Refunds => (row.Refunds, 0),
            _ => (row.Succeeded, 0),
        }, metric.OutOfRows);
    }

    private async Task<IReadOnlyList<Series>> TicketsAsync(WatchedMetric metric, CancellationToken cancel)
    {
        var dimensions = metric.Dimensions.ToArray();
        var rows = await analytics.DailyTickets.AsNoTracking()
            .Where(row => dimensions.Contains(row.Dimension) && row.VendorId == RollupVendor.All && row.Day >= from && row.Day <= to).ToListAsync(cancel);
        return Series(rows, row => (row.Dimension, row.Member), row => row.Day, row => (row.Created, 0), metric.OutOfRows);
    }

    private async Task<IReadOnlyList<Series>> DisputesAsync(WatchedMetric metric, CancellationToken cancel)
    {
        var dimensions = metric.Dimensions.ToArray();
        var rows = await analytics.DailyDisputes.AsNoTracking()
            .Where(row => row.Basis == DisputeBasis.Opened && dimensions.Contains(row.Dimension) && row.VendorId == RollupVendor.All && row.Day >= from && row.Day <= to)
            .GroupBy(row => new { row.Dimension, row.Member, row.Day })
            .Select(group => new { group.Key.Dimension, group.Key.Member, group.Key.Day, Disputes = group.Sum(row => row.Disputes) })
            .ToListAsync(cancel);
        return Series(rows, row => (row.Dimension, row.Member), row => row.Day, row => (row.Disputes, 0), metric.OutOfRows);
    }

    private List<Series> Series<T>(IEnumerable<T> rows, Func<T, (RollupDimension, string)> key, Func<T, DateOnly> day, Func<T, (long Count, long Of)> sums, bool outOfRows)
    {
        var series = new Dictionary<(RollupDimension Dimension, string Member), Series>();
        foreach (var row in rows)
        {
            var (dimension, member) = key(row);
            if (!series.TryGetValue((dimension, member), out var one))
                series[(dimension, member)] = one = new(dimension, member, new double[_days], outOfRows ? new double[_days] : null);
            var (count, of) = sums(row);
            var at = day(row).DayNumber - from.DayNumber;
            one.Counts[at] += count;
            if (one.Exposures is not null)
                one.Exposures[at] += of;
        }

        return [.. series.Values.OrderBy(one => one.Dimension).ThenBy(one => one.Member, StringComparer.Ordinal)];
    }
}
