using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Counts the rows of a set by day and member, in the store: what neither margins nor cells hold.
/// The cost is that of the range's tickets, whatever lies before it.
/// </summary>
internal sealed class CountedLoader(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public async Task<DayRows> LoadAsync(string rowSet, RowPeriod period, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        if (RowSets.Find(rowSet)!.Kind == RowKind.Clocks)
            await CountAsync(sums, ClockRows.Of(context, rowSet, period, ClockColumns.Targets(filter)).WhereFilter(FactKind.Clocks, filter), FactKind.Clocks, ClockRows.DayOf(rowSet), by);
        else
            await CountAsync(sums, TicketRows.Of(context, rowSet, period, filter), FactKind.Outcomes, TicketRows.DayOf(rowSet), by);
        return sums.ToRows();
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
