using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>Reads the tickets of the range themselves: the daily tables know no hours.</summary>
internal sealed class ArrivalQueries(IReportingStore store) : IArrivalQueries
{
    /// <summary>Dimensions a ticket carries; a filter by another one leaves no tickets, as it does for the metric.</summary>
    private static readonly string[] Carried = ["vendor", "channel", "category", "priority", "team", "tier", "state"];

    public async Task<long[][]> ByHourAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        long[][] hours = [.. Enumerable.Range(0, 7).Select(_ => new long[24])];
        if (filter.Values.Keys.Any(dimension => !Carried.Contains(dimension)))
            return hours;
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        var (start, end) = filter.Range.In(zone);
        await using var context = store.Open(scope);
        var vendors = await context.Vendors.ToDictionaryAsync(vendor => vendor.Id, vendor => vendor.Code, cancel);
        var tickets = context.Tickets.During(start.ToDateTimeUtc(), end.ToDateTimeUtc()).Where(ticket => ticket.MergedInto == null)
            .Select(ticket => new { ticket.CreatedAt, ticket.VendorId, ticket.Channel, ticket.Category, ticket.Priority, ticket.Team, ticket.Tier, ticket.Status })
            .AsAsyncEnumerable();
        bool Chosen(string dimension, string? value) =>
            !filter.Values.TryGetValue(dimension, out var chosen) || chosen.Contains(value ?? ReportFilter.Unknown, StringComparer.OrdinalIgnoreCase);
        await foreach (var ticket in tickets.WithCancellation(cancel))
        {
            if (!Chosen("vendor", vendors.GetValueOrDefault(ticket.VendorId)) || !Chosen("channel", ticket.Channel) || !Chosen("category", ticket.Category) || !Chosen("priority", ticket.Priority)
                || !Chosen("team", ticket.Team) || !Chosen("tier", ticket.Tier) || !Chosen("state", ticket.Status))
                continue;
            var local = Instant.FromDateTimeUtc(DateTime.SpecifyKind(ticket.CreatedAt, DateTimeKind.Utc)).InZone(zone).LocalDateTime;
            hours[(int)local.DayOfWeek - 1][local.Hour]++;
        }
        return hours;
    }
}
