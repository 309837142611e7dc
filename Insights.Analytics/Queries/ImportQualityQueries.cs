using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class ImportQualityQueries(IReportingStore store, IDataHealthQueries health) : IImportQualityQueries
{
    public async Task<ImportQuality> ReadAsync(DateRange days, DataScope scope, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return ImportQuality.Nothing;
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        var (from, until) = days.In(zone);
        var (start, end) = (from.ToDateTimeUtc(), until.ToDateTimeUtc());
        await using var context = store.Open(scope);
        var chosen = context.ImportedFiles.AsNoTracking().Where(file => file.State != "running"
            && ((file.StartedAt >= start && file.StartedAt < end) || (file.RowsFrom < end && file.RowsUntil >= start)));
        var sources = await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancel);
        var files = (await chosen.ToListAsync(cancel))
            .Select(file => new QualityFile(RowOf(file, sources.GetValueOrDefault(file.SourceId, "")), Day(file.RowsFrom, zone), Day(file.RowsUntil, zone)))
            .OrderBy(file => file.File.Source, StringComparer.Ordinal).ThenBy(file => file.File.Id).ToList();
        var unmapped = await context.MappedValues.AsNoTracking().Where(word => word.Meaning == null).ToListAsync(cancel);
        return new(
            files,
            await ProblemsAsync(context, chosen.Select(file => file.Id), cancel),
            [.. unmapped.Select(word => new UnmappedWord(sources.GetValueOrDefault(word.SourceId, ""), word.Kind, word.Value, word.Rows, word.RejectedRows))
                .OrderByDescending(word => word.Rows).ThenBy(word => word.Source, StringComparer.Ordinal).ThenBy(word => word.Kind, StringComparer.Ordinal).ThenBy(word => word.Value, StringComparer.Ordinal)],
            await health.MissingRatesAsync(scope, cancel));
    }

    private static async Task<IReadOnlyList<QualityProblem>> ProblemsAsync(ReportingDbContext context, IQueryable<int> files, CancellationToken cancel)
    {
        var groups = await context.RejectedRows.AsNoTracking().Where(row => files.Contains(row.FileId))
            .GroupBy(row => new { row.Severity, row.Rule })
            .Select(group => new { group.Key.Severity, group.Key.Rule, Rows = group.LongCount(), Files = group.Select(row => row.FileId).Distinct().Count(), First = group.Min(row => row.Id) })
            .ToListAsync(cancel);
        var firsts = groups.ConvertAll(group => group.First);
        var told = await context.RejectedRows.AsNoTracking().Where(row => firsts.Contains(row.Id)).Select(row => new { row.Id, row.Reason, row.FileId }).ToDictionaryAsync(row => row.Id, cancel);
        return
        [
            .. groups.OrderBy(group => group.Severity == "warning").ThenByDescending(group => group.Rows).ThenBy(group => group.Rule, StringComparer.Ordinal)
                .Select(group => new QualityProblem(group.Severity, group.Rule, told[group.First].Reason, group.Rows, group.Files, told[group.First].FileId)),
        ];
    }

    private static FileRow RowOf(ImportedFile file, string source) => new(
        file.Id, file.BatchId, source, file.Name, file.Format, file.Encoding, file.Sha256, file.Bytes, file.State, file.Error, At(file.StartedAt), file.FinishedAt is { } finished ? At(finished) : null,
        new(file.Rows, file.Inserted, file.Updated, file.Unchanged, file.Duplicate, file.Rejected, file.Skipped, file.Warnings), file.CardNumbersTruncated, file.DataUntil is { } data ? At(data) : null);

    private static Instant At(DateTime instant) => Instant.FromDateTimeUtc(instant);

    private static LocalDate? Day(DateTime? instant, DateTimeZone zone) => instant is { } value ? At(value).InZone(zone).Date : null;
}
