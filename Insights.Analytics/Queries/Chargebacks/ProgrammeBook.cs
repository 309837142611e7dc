using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>The programme table that holds in this workspace: what was delivered, with the newest edit of each line on top.</summary>
internal sealed record ProgrammeBook(ProgrammeTable Table, ProgrammeSettings Settings)
{
    public static async Task<ProgrammeBook> LoadAsync(AnalyticsStore store)
    {
        // Lines are the networks' and the same for everybody; no vendor's row is read here.
        await using var context = store.Open(DataScope.Staff);
        return Of(await context.ProgrammeEdits.AsNoTracking().ToListAsync());
    }

    public static ProgrammeBook Of(IReadOnlyList<ProgrammeEdit> edits)
    {
        var newest = edits.GroupBy(edit => edit.Line, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.MaxBy(edit => edit.Version)!, StringComparer.Ordinal);
        var lines = new List<ProgrammeLine>();
        foreach (var line in ProgrammeTable.Delivered.Lines)
        {
            if (!newest.TryGetValue(line.Id, out var edit))
                lines.Add(line);
            else if (edit.Definition is not null)
                lines.Add(ProgrammeTable.FromJson(edit.Definition));
        }
        var delivered = ProgrammeTable.Delivered.Lines.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var edit in newest.Values.Where(edit => edit.Line != ProgrammeSettings.DisputesIncludeFraudKey && !delivered.Contains(edit.Line) && edit.Definition is not null).OrderBy(edit => edit.Line, StringComparer.Ordinal))
            lines.Add(ProgrammeTable.FromJson(edit.Definition!));
        var settings = newest.TryGetValue(ProgrammeSettings.DisputesIncludeFraudKey, out var set) ? new ProgrammeSettings(set.Definition != "false") : new ProgrammeSettings();
        return new(ProgrammeTable.Delivered.With(lines), settings);
    }
}
