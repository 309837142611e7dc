using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.History;

/// <summary>Which policy or calendar changed, as far as its own row says where it came from.</summary>
internal static class PolicyChange
{
    public static async Task<RestatementCause> FindAsync(ReportingDbContext reporting, AnalyticsDbContext analytics, string rulesNow, SeenSoFar seen, CancellationToken cancel)
    {
        // What was decided changes by approval only, and that says who and what.
        if (await analytics.RuleProposals.AsNoTracking().Where(row => row.State == RuleProposal.Approved && row.RulesAfter == rulesNow && row.DecidedAt >= seen.At)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel) is { } approved)
        {
            return new(RestatementCause.Policy, By: approved.DecidedBy, Detail: approved.Versions);
        }

        var changed = (await reporting.SlaPolicies.AsNoTracking().Where(row => row.FileId > seen.FileId)
                .Select(row => new { row.FileId, What = "policy " + row.Code, row.Version }).ToListAsync(cancel))
            .Concat(await reporting.BusinessCalendars.AsNoTracking().Where(row => row.FileId > seen.FileId)
                .Select(row => new { row.FileId, What = "calendar " + row.Code, row.Version }).ToListAsync(cancel))
            .OrderByDescending(row => row.FileId).ThenByDescending(row => row.Version).FirstOrDefault();
        if (changed is null)
            return new(RestatementCause.Policy);
        var file = await reporting.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(row => row.Id == changed.FileId, cancel);
        var batch = file is null ? null : await reporting.ImportBatches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == file.BatchId, cancel);
        return new(RestatementCause.Policy, batch?.Id, batch?.StartedBy, FormattableString.Invariant($"{changed.What} version {changed.Version}"));
    }
}
