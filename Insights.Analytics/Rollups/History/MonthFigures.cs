using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.History;

/// <summary>The headline figures of a month, for all vendors together and for each: what its reports said on their first page.</summary>
internal static class MonthFigures
{
    /// <summary>Metrics of the catalogue that are stamped.</summary>
    public static readonly string[] Stamped =
    [
        "sla_attainment", "first_reply_attainment", "resolution_attainment",
        "first_reply_time", "first_reply_time_p90", "first_reply_time_wall_clock", "first_reply_time_wall_clock_p90",
        "full_resolution_time", "full_resolution_time_p90", "full_resolution_time_wall_clock", "full_resolution_time_wall_clock_p90",
        "tickets_created", "tickets_solved", "backlog",
    ];

    /// <summary>More than any house has: every vendor is a member of its own.</summary>
    private const int AllVendors = 1_000_000;

    public static async Task<IReadOnlyList<StampedFigure>> OfAsync(IMetricQueries metrics, ReportingDbContext reporting, YearMonth month, CancellationToken cancel)
    {
        var filter = ReportLibrary.Month(month.Year, month.Month) with { Compare = Comparison.None };
        var vendors = await reporting.Vendors.AsNoTracking().ToDictionaryAsync(vendor => vendor.Code, vendor => vendor.Id, StringComparer.OrdinalIgnoreCase, cancel);
        var figures = new List<StampedFigure>();
        foreach (var metric in Stamped)
        {
            var split = await metrics.BreakdownAsync(metric, "vendor", filter, DataScope.Staff, AllVendors, cancel);
            figures.Add(Figure(RollupVendor.All, split.Total));
            figures.AddRange(split.Members.Select(member => Figure(vendors.GetValueOrDefault(member.Key), member.Value)));
        }
        return figures;

        StampedFigure Figure(int vendor, MetricResult value) => new()
        {
            VendorId = vendor,
            Month = filter.Range.From.ToDateOnly(),
            Figure = value.MetricId,
            Numerator = value.HasValue ? value.Numerator : null,
            Denominator = value.HasValue ? value.Denominator : null,
            N = value.N,
            Seconds = value.HasValue ? value.Seconds : null,
        };
    }
}
