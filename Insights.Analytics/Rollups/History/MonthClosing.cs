using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.History;

/// <summary>Closes months: brings the numbers up to date and stamps the month's verdicts and headline figures. From then on the month changes by restatement only.</summary>
internal sealed class MonthClosing(AnalyticsStore store, RollupPass pass, IMetricQueries metrics, TimeProvider clock) : IMonthClosing
{
    private static readonly ClockMetric[] s_judged = [.. ClockMetrics.WithTarget];

    public async Task<IReadOnlyList<YearMonth>> DueAsync(CancellationToken cancel = default)
    {
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        return await OpenAsync(MonthCloses.LastDue(Today(workspace), workspace.DaysUntilMonthIsClosed), cancel);
    }

    public async Task<IReadOnlyList<YearMonth>> OverAsync(CancellationToken cancel = default) =>
        await OpenAsync(MonthCloses.LastDue(Today(await store.Reporting.WorkspaceAsync(cancel)), 0), cancel);

    public async Task<long> CloseAsync(YearMonth month, string? by, CancellationToken cancel = default)
    {
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        if (month > MonthCloses.LastDue(Today(workspace), 0))
            throw new ArgumentException($"{month:uuuu-MM} is not over yet in {workspace.ReportingZone.Id}: a month is closed after its last day.", nameof(month));
        // What is late already belongs into the stamp, not into a list of restatements.
        await pass.RefreshAsync(null, cancel);
        while (await pass.MarkBreachesAsync(cancel) > 0)
            cancel.ThrowIfCancellationRequested();

        var (first, until) = (month.OnDayOfMonth(1).ToDateOnly(), month.PlusMonths(1).OnDayOfMonth(1).ToDateOnly());
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        if (await analytics.ClosedMonths.AnyAsync(row => row.Month == first, cancel))
            return 0;
        var clocks = await MonthStamp.ClocksAsync(writer, first, until, cancel);
        analytics.StampedFigures.AddRange(await MonthFigures.OfAsync(metrics, transaction.Reporting, month, cancel));
        analytics.ClosedMonths.Add(new ClosedMonth
        {
            Month = first,
            Until = until,
            ClosedAt = clock.GetUtcNow().UtcDateTime,
            ClosedBy = by,
            Zone = workspace.ReportingZone.Id,
            Clocks = clocks,
        });
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return clocks;
    }

    /// <summary>Months not closed, from the first with a verdict to the given one.</summary>
    private async Task<IReadOnlyList<YearMonth>> OpenAsync(YearMonth last, CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        if (await analytics.StoredClocks.Where(row => s_judged.Contains(row.Metric) && row.DecidedDay != null).MinAsync(row => row.DecidedDay, cancel) is not { } earliest)
            return [];
        var closed = (await analytics.ClosedMonths.Select(row => row.Month).ToListAsync(cancel)).ToHashSet();
        var open = new List<YearMonth>();
        for (var month = new YearMonth(earliest.Year, earliest.Month); month <= last; month = month.PlusMonths(1))
        {
            if (!closed.Contains(month.OnDayOfMonth(1).ToDateOnly()))
                open.Add(month);
        }
        return open;
    }

    private LocalDate Today(Workspace workspace) => Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(workspace.ReportingZone).Date;
}
