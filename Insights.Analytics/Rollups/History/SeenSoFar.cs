using System.Globalization;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.History;

/// <summary>
/// Until which import the derived tables have been brought up to date. What changes a clock now must have come after it, which is how a restatement
/// knows its cause without every touched ticket carrying one.
/// </summary>
/// <param name="FileId">Rows of files up to this one were there the last time.</param>
/// <param name="At">When that was: undone imports have no row left that could tell.</param>
internal sealed record SeenSoFar(int FileId, DateTime At)
{
    public static readonly SeenSoFar Nothing = new(0, DateTime.UnixEpoch);

    public static async Task<SeenSoFar> LoadAsync(AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var text = await analytics.RollupStates.AsNoTracking().Where(row => row.Name == RollupState.Seen).Select(row => row.Value).FirstOrDefaultAsync(cancel);
        var parts = text?.Split(' ');
        return parts is [var file, var seconds]
            ? new(int.Parse(file, CultureInfo.InvariantCulture), UnixTime.FromSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)))
            : Nothing;
    }

    /// <summary>What a pass that begins now will have seen. A file still coming in stays unseen: more of its rows may follow.</summary>
    public static async Task<SeenSoFar> NowAsync(ReportingDbContext reporting, DateTime now, CancellationToken cancel)
    {
        var last = await reporting.ImportedFiles.MaxAsync(file => (int?)file.Id, cancel) ?? 0;
        var running = await reporting.ImportedFiles.Where(file => file.State == "running").MinAsync(file => (int?)file.Id, cancel);
        return new(running is { } first ? Math.Min(last, first - 1) : last, now);
    }

    public RollupState ToState() => new() { Name = RollupState.Seen, Value = FormattableString.Invariant($"{FileId} {UnixTime.ToSeconds(At)}") };
}
