using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>What was last said of each restated clock.</summary>
internal static class RestatedRows
{
    /// <summary>Clocks of the months whose first days lie in the range; by vendor as restated, by other dimensions as the ticket is now.</summary>
    public static IQueryable<Restatement> Latest(AnalyticsDbContext analytics, AppliedFilter filter, DateOnly first, DateOnly last)
    {
        var rows = analytics.Restatements.AsNoTracking().Where(row => row.Latest && row.Month >= first && row.Month <= last).WhereVendor(filter.VendorIds);
        if (filter.Values.Count == 0)
            return rows;
        var tickets = analytics.TicketOutcomes.WhereFilter(FactKind.Tickets, filter with { VendorIds = null });
        return rows.Where(row => tickets.Any(ticket => ticket.TicketHash == row.TicketHash && ticket.SourceId == row.SourceId && ticket.TicketRef == row.TicketRef));
    }

    public static DateOnly FirstMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>In the time it was judged by.</summary>
    public static long? WasSeconds(Restatement row) => row.WasByBusinessTime ? row.WasBusinessSeconds : row.WasWallSeconds;

    public static long? NowSeconds(Restatement row) => !row.NowInMonth ? null : row.NowByBusinessTime ? row.NowBusinessSeconds : row.NowWallSeconds;
}
