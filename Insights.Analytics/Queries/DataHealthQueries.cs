using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class DataHealthQueries(IReportingStore store, ResultCache cache, TimeProvider clock) : IDataHealthQueries
{
    private const int FirstFiles = 3;

    public async Task<IReadOnlyList<BatchRow>> BatchesAsync(DataScope scope, int? beforeId = null, int size = 50, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        var batches = await context.ImportBatches.AsNoTracking().Where(batch => beforeId == null || batch.Id < beforeId)
            .OrderByDescending(batch => batch.Id).Take(Math.Clamp(size, 1, 500)).ToListAsync(cancel);
        var ids = batches.ConvertAll(batch => batch.Id);
        var files = (await context.ImportedFiles.AsNoTracking().Where(file => ids.Contains(file.BatchId)).OrderBy(file => file.Id).ToListAsync(cancel)).ToLookup(file => file.BatchId);
        var sources = await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancel);
        return
        [
            .. batches.Select(batch => new BatchRow(
                batch.Id, At(batch.StartedAt), At(batch.FinishedAt), batch.StartedBy, batch.State, batch.Error, files[batch.Id].Count(),
                files[batch.Id].Select(Counts).Aggregate(new RowCounts(0, 0, 0, 0, 0, 0, 0, 0), Add))
            {
                First = [.. files[batch.Id].Take(FirstFiles).Select(file => new BatchFile(file.Name, file.Format, sources.GetValueOrDefault(file.SourceId, ""), file.Sha256))],
            }),
        ];
    }

    public async Task<IReadOnlyList<FileRow>> FilesAsync(int batchId, DataScope scope, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        return await FilesAsync(context, context.ImportedFiles.Where(file => file.BatchId == batchId).OrderBy(file => file.Id), cancel);
    }

    public async Task<FileRow?> FileAsync(int fileId, DataScope scope, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        return (await FilesAsync(context, context.ImportedFiles.Where(file => file.Id == fileId), cancel)).SingleOrDefault();
    }

    public async Task<ProblemPage> ProblemsAsync(int fileId, DataScope scope, string? severity = null, long afterId = 0, int size = 50, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        var rows = context.RejectedRows.AsNoTracking().Where(row => row.FileId == fileId && (severity == null || row.Severity == severity));
        var total = await rows.LongCountAsync(cancel);
        size = Math.Clamp(size, 1, 500);
        // Ids grow in the order of the file's lines.
        var page = await rows.Where(row => row.Id > afterId).OrderBy(row => row.Id).Take(size + 1).ToListAsync(cancel);
        return new(
            [.. page.Take(size).Select(row => new ProblemRow(row.Id, row.Line, row.Severity, row.Column, row.Value, row.Rule, row.Reason))],
            total,
            page.Count > size ? page[size - 1].Id : null);
    }

    public async Task<IReadOnlyList<MissingRate>> MissingRatesAsync(DataScope scope, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return [];
        var target = (await store.WorkspaceAsync(cancel)).ReportingCurrency;
        ExchangeRates rates;
        await using (var context = store.Open(scope))
            rates = new(await context.FxRates.AsNoTracking().ToListAsync(cancel), target);
        await using var analytics = new AnalyticsStore(store).Open(scope);
        var days = await analytics.DailyPayments.AsNoTracking().Where(row => row.Dimension == RollupDimension.None && row.Currency != target)
            .Select(row => new { row.Currency, row.Day }).Distinct().ToListAsync(cancel);
        return
        [
            .. days.Select(day => (Lacking: rates.LackingOn(day.Currency, UnixTime.ToDays(day.Day)), day.Day)).Where(day => day.Lacking is not null).Distinct()
                .GroupBy(day => day.Lacking!, day => day.Day, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new MissingRate(group.Key, group.Count(), LocalDate.FromDateOnly(group.Min()), LocalDate.FromDateOnly(group.Max()))),
        ];
    }

    public async Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(DataScope scope, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing)
            return [];
        // Every document says how old its data is; that tells nothing about anybody's rows.
        await using var context = store.Open(DataScope.Staff);
        var sources = await context.Sources.AsNoTracking().OrderBy(source => source.Name).ToListAsync(cancel);
        var until = await context.ImportedFiles.Where(file => file.State == "done" && file.DataUntil != null)
            .GroupBy(file => file.SourceId).Select(group => new { group.Key, Until = group.Max(file => file.DataUntil) })
            .ToDictionaryAsync(row => row.Key, row => row.Until, cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        return
        [
            .. sources.Where(source => until.ContainsKey(source.Id))
                .Select(source => new SourceFreshness(source.Name, At(until[source.Id]), Late(now, until[source.Id]!.Value, source.CadenceHours)) { CadenceHours = source.CadenceHours }),
        ];
    }

    public async Task<IReadOnlyDictionary<string, RowKinds>> DeliveredAsync(Instant since, DataScope scope, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing)
            return new Dictionary<string, RowKinds>();
        // A subscription that waits asks every minute, and the answer reads weeks of payments: once for each state of the data is enough.
        return await cache.GetAsync($"delivered|{since}", () => DeliveredNowAsync(since.ToDateTimeUtc()));
    }

    private async Task<IReadOnlyDictionary<string, RowKinds>> DeliveredNowAsync(DateTime since)
    {
        await using var context = store.Open(DataScope.Staff);
        // Rows may lie ahead of the clock; a window has an end.
        var end = clock.GetUtcNow().UtcDateTime.AddYears(1);
        var names = await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name);
        var kinds = new Dictionary<string, RowKinds>(StringComparer.Ordinal);
        Add(RowKinds.Tickets, await context.Tickets.During(since, end).Select(row => row.SourceId).Distinct().ToListAsync());
        Add(RowKinds.Payments, await context.Transactions.During(since, end).Select(row => row.SourceId).Distinct().ToListAsync());
        Add(RowKinds.Disputes, await context.Chargebacks.During(since, end).Select(row => row.SourceId).Distinct().ToListAsync());
        return kinds;

        void Add(RowKinds kind, List<int> sources)
        {
            foreach (var name in sources.Select(id => names.GetValueOrDefault(id)).OfType<string>())
                kinds[name] = kinds.GetValueOrDefault(name) | kind;
        }
    }

    public async Task<bool> HasDataAsync(DataScope scope, CancellationToken cancel = default)
    {
        await using var context = store.Open(scope);
        return await context.Transactions.AnyAsync(cancel) || await context.Tickets.AnyAsync(cancel) || await context.Chargebacks.AnyAsync(cancel);
    }

    /// <summary>0 on time, 1 later than its cadence, 3 later than three times its cadence.</summary>
    internal static int Late(DateTime now, DateTime dataUntil, int cadenceHours)
    {
        var age = now - dataUntil;
        return age > TimeSpan.FromHours(3.0 * cadenceHours) ? 3 : age > TimeSpan.FromHours(cadenceHours) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<FileRow>> FilesAsync(ReportingDbContext context, IQueryable<ImportedFile> files, CancellationToken cancel)
    {
        var sources = await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancel);
        return
        [
            .. (await files.AsNoTracking().ToListAsync(cancel)).Select(file => new FileRow(
                file.Id, file.BatchId, sources.GetValueOrDefault(file.SourceId, ""), file.Name, file.Format, file.Encoding, file.Sha256, file.Bytes, file.State, file.Error,
                At(file.StartedAt), At(file.FinishedAt), Counts(file), file.CardNumbersTruncated, At(file.DataUntil))),
        ];
    }

    private static RowCounts Counts(ImportedFile file) =>
        new(file.Rows, file.Inserted, file.Updated, file.Unchanged, file.Duplicate, file.Rejected, file.Skipped, file.Warnings);

    private static RowCounts Add(RowCounts left, RowCounts right) => new(
        left.Rows + right.Rows, left.Inserted + right.Inserted, left.Updated + right.Updated, left.Unchanged + right.Unchanged,
        left.Duplicate + right.Duplicate, left.Rejected + right.Rejected, left.Skipped + right.Skipped, left.Warnings + right.Warnings);

    private static Instant At(DateTime instant) => Instant.FromDateTimeUtc(instant);

    private static Instant? At(DateTime? instant) => instant is { } value ? Instant.FromDateTimeUtc(value) : null;
}
