using System.Globalization;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>
/// Keeps what a watch has found. An alert that was known (the same cause, with a day in common) keeps its number and the hour it was first seen, so that its address
/// stays and nobody is told twice; one that the data no longer shows goes, unless its days are older than the watch looks back.
/// </summary>
internal sealed class AlertTable(AnalyticsStore store, TimeProvider clock)
{
    private const int RunsKept = 400;

    /// <param name="run">What was watched; time and number of alerts are added here.</param>
    public async Task<WatchRun> ReplaceAsync(IReadOnlyList<FoundAlert> found, WatchRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        now = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var known = await analytics.Alerts.Where(row => row.LastDay >= run.From).ToListAsync(cancel);
        var ids = known.Select(row => row.Id).ToArray();
        await analytics.AlertDays.Where(row => ids.Contains(row.AlertId)).ExecuteDeleteAsync(cancel);
        await analytics.AlertShares.Where(row => ids.Contains(row.AlertId)).ExecuteDeleteAsync(cancel);
        var rows = new List<(AlertRow Row, FoundAlert Alert)>(found.Count);
        foreach (var alert in found)
        {
            var row = known.FirstOrDefault(row => IsSame(row, alert));
            if (row is null)
                analytics.Alerts.Add(row = new() { FirstSeenAt = now });
            else
                known.Remove(row);
            Fill(row, alert);
            rows.Add((row, alert));
        }

        analytics.Alerts.RemoveRange(known);
        // The numbers of new rows are given when they are saved, and their days carry them.
        await analytics.SaveChangesAsync(cancel);
        foreach (var (row, alert) in rows)
            AddParts(analytics, row, alert);
        (run.RanAt, run.Alerts) = (now, found.Count);
        analytics.WatchRuns.Add(run);
        await analytics.SaveChangesAsync(cancel);
        var oldest = run.Id - RunsKept;
        await analytics.WatchRuns.Where(row => row.Id <= oldest).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    private static bool IsSame(AlertRow row, FoundAlert alert) =>
        (row.Metric, row.Dimension, row.Member, row.IsHigh) == alert.Key.Key && row.FirstDay <= alert.Days[^1].Day && row.LastDay >= alert.Days[0].Day;

    private static void Fill(AlertRow row, FoundAlert alert)
    {
        (row.Metric, row.Dimension, row.Member, row.IsHigh) = alert.Key.Key;
        row.VendorId = alert.Key.Dimension == CauseDimensions.Vendor ? int.Parse(alert.Key.Member!, CultureInfo.InvariantCulture) : RollupVendor.All;
        var days = alert.Days;
        (row.FirstDay, row.LastDay, row.RecoveredDay) = (days[0].Day, days[^1].Day, alert.RecoveredDay);
        row.Count = days.Sum(day => day.Count);
        row.Expected = days.Sum(day => day.Expected);
        row.Chance = alert.Findings.Min(finding => finding.Cause.Chance);
        var peak = alert.Peak;
        (row.PeakDay, row.ComparedDays) = (peak.Days.MaxBy(day => Math.Abs(day.Count - day.Expected)).Day, peak.Compared);
        var window = peak.Cause.Window;
        (row.FromHour, row.ToHour, row.WindowCount, row.WindowUsual) = (window?.FromHour, window?.ToHour, (long?)window?.Count, window?.Usual);
    }

    private static void AddParts(AnalyticsDbContext analytics, AlertRow row, FoundAlert alert)
    {
        analytics.AlertDays.AddRange(alert.Days.Select(day => new AlertDay { AlertId = row.Id, Day = day.Day, VendorId = row.VendorId, Count = day.Count, Expected = day.Expected }));
        analytics.AlertShares.AddRange(alert.Peak.Shared.Select((shared, at) => new AlertShare
        {
            AlertId = row.Id,
            Number = at + 1,
            // A vendor's alert may name the gateway its payments failed on: that is in its own rows.
            VendorId = row.VendorId,
            Dimension = shared.Dimension,
            Member = shared.Member,
            Share = shared.Share,
        }));
    }
}
