using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Counts the rows of a set by day and member, in the store: what no margin holds, and every set whose number is nothing but its rows.
/// The cost is that of the range's tickets, whatever lies before it.
/// </summary>
internal sealed class CountedLoader(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public async Task<DayRows> LoadAsync(string rowSet, RowPeriod period, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        if (rowSet == RowSets.TicketsCreated && by is null or "vendor" && filter.Values is [{ Key: "cluster" }])
            await SubjectsAsync(sums, context, period, by);
        else if (RowSets.Find(rowSet)!.Kind == RowKind.Clocks)
            await CountAsync(sums, ClockRows.Of(context, rowSet, period, ClockColumns.Targets(filter)).WhereFilter(FactKind.Clocks, filter), FactKind.Clocks, ClockRows.DayOf(rowSet), by);
        else
            await CountAsync(sums, TicketRows.Of(context, rowSet, period, filter), FactKind.Outcomes, TicketRows.DayOf(rowSet), by);
        return sums.ToRows();
    }

    /// <summary>Tickets of recurring issues alone are kept by day.</summary>
    private async Task SubjectsAsync(DaySums sums, AnalyticsDbContext context, RowPeriod period, string? by)
    {
        var clusters = filter.Values[0].Value.Select(RecurringIssueId.Parse).ToArray();
        var keys = await context.SubjectKeys.AsNoTracking().Where(key => clusters.Contains(key.Cluster)).Select(key => key.SubjectKey).ToArrayAsync(cancel);
        var ids = filter.VendorIds?.ToArray() ?? (filter.Scope.Kind == ScopeKind.Vendor ? [filter.Scope.VendorId] : by == "vendor" ? [0, .. vendors.All.Select(vendor => vendor.Id)] : [RollupVendor.All]);
        var rows = context.DailySubjects.AsNoTracking().Where(row => ids.Contains(row.VendorId) && keys.Contains(row.SubjectKey) && row.Day >= period.From && row.Day <= period.To && row.Created > 0);
        await AddAsync(sums, rows.GroupBy(row => new { row.Day, row.VendorId }).Select(group => new Counted(group.Key.Day, null, group.Key.VendorId, group.Sum(row => row.Created))), row => by is null ? "" : vendors.Code(row.Number));
    }

    private async Task CountAsync<T>(DaySums sums, IQueryable<T> rows, FactKind kind, string day, string? by)
        where T : class, ITicketRow
    {
        switch (by)
        {
            case null:
                await AddAsync(sums, rows.GroupBy(row => EF.Property<DateOnly?>(row, day)).Select(group => new Counted(group.Key, null, 0, group.LongCount())), _ => "");
                break;
            case "vendor":
                await AddAsync(sums, rows.GroupBy(row => new { Day = EF.Property<DateOnly?>(row, day), row.VendorId }).Select(group => new Counted(group.Key.Day, null, group.Key.VendorId, group.LongCount())),
                    row => vendors.Code(row.Number));
                break;
            case "hour" or "replied":
                var hour = Carried.Property(kind, by);
                await AddAsync(sums, rows.GroupBy(row => new { Day = EF.Property<DateOnly?>(row, day), Hour = EF.Property<int?>(row, hour) }).Select(group => new Counted(group.Key.Day, null, group.Key.Hour ?? -1, group.LongCount())),
                    row => row.Number < 0 ? ReportFilter.Unknown : WeekHours.Key(row.Number));
                break;
            default:
                var property = Carried.Property(kind, by);
                await AddAsync(sums, rows.GroupBy(row => new { Day = EF.Property<DateOnly?>(row, day), Member = EF.Property<string?>(row, property) }).Select(group => new Counted(group.Key.Day, group.Key.Member, 0, group.LongCount())),
                    row => MemberConditions.Member(row.Text));
                break;
        }
    }

    private async Task AddAsync(DaySums sums, IQueryable<Counted> groups, Func<Counted, string> member)
    {
        await foreach (var group in groups.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Rollups.Passes.Sums add = default;
            add[0] = group.Count;
            sums.Add(UnixTime.ToDays(group.Day!.Value), member(group), "", add);
        }
    }

    private sealed record Counted(DateOnly? Day, string? Text, int Number, long Count);
}
