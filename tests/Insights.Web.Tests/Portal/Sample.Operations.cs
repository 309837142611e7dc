using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Jobs;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>Files, rejected rows, jobs and uploads.</summary>
internal sealed partial class Sample
{
    private static RowCounts Counts => new(1000, 900, 40, 30, 10, 15, 5, 7);

    private static FileRow File => new(
        7, 3, "stripe", "payments-2026-11.csv", "stripe-payments-csv", "utf-8", new string('a', 64), 182_345, "done", null,
        Now - Duration.FromMinutes(3), Now - Duration.FromMinutes(2), Counts, 2, Now - Duration.FromHours(1));

    public Task<IReadOnlyList<BatchRow>> BatchesAsync(DataScope scope, int? beforeId = null, int size = 50, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<BatchRow>>(scope.IsStaff && beforeId is null
            ? [new(3, Now - Duration.FromMinutes(3), Now - Duration.FromMinutes(2), "admin", "done", null, 1, Counts), new(2, Now - Duration.FromHours(30), null, "cli", "interrupted", "The process ended while this batch ran.", 2, Counts), new(1, Now - Duration.FromHours(50), Now - Duration.FromHours(49), "cli", "failed", "tickets.csv is not a file this portal knows: no column 'ticket_id'.", 1, new(0, 0, 0, 0, 0, 0, 0, 0))]
            : []);

    public Task<IReadOnlyList<FileRow>> FilesAsync(int batchId, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<FileRow>>(scope.IsStaff && batchId == 3 ? [File] : []);

    public Task<FileRow?> FileAsync(int fileId, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult(scope.IsStaff && fileId == File.Id ? File : null);

    public Task<ProblemPage> ProblemsAsync(int fileId, DataScope scope, string? severity = null, long afterId = 0, int size = 50, CancellationToken cancel = default) =>
        Task.FromResult(new ProblemPage([new(1, 12, "rejected", "Amount", "12,5O", "amount-not-a-number", "The amount is not a number. Write it with a decimal point, for example 12.50."), new(2, 40, "warning", "Currency", "EURO", "currency-unknown", "This is no ISO 4217 code; the field was emptied.")], 2, null));

    public Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult(Sources);

    public Task<IReadOnlyDictionary<string, RowKinds>> DeliveredAsync(Instant since, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyDictionary<string, RowKinds>>(Sources.Where(source => source.DataUntil >= since).ToDictionary(source => source.Source, source => Delivers.GetValueOrDefault(source.Source, RowKinds.All)));

    /// <summary>What a source delivers; one that is not named delivers everything.</summary>
    public Dictionary<string, RowKinds> Delivers { get; } = [];

    public IReadOnlyList<SourceFreshness> Sources { get; set; } = [new("stripe", Now - Duration.FromHours(1), 0), new("zendesk", Now - Duration.FromHours(40), 1)];

    public Task<IReadOnlyList<MissingRate>> MissingRatesAsync(DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<MissingRate>>([]);

    public Task<bool> HasDataAsync(DataScope scope, CancellationToken cancel = default) => Task.FromResult(true);

    private static JobRunRow Run(long id, string job, string state, string? error = null) => new(
        id, job, "import", state, Now - Duration.FromMinutes(id), state == "running" ? null : Now - Duration.FromMinutes(id) + Duration.FromSeconds(4), 31, state == "succeeded" ? "31 days recomputed" : null, error,
        state == "running" ? 0.4 : 1, state == "running" ? "12 of 31 days" : null);

    public Task<IReadOnlyList<JobRunRow>> RunsAsync(string? jobId = null, long? beforeId = null, int size = 50, bool idle = true, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<JobRunRow>>([Run(3, "rollups", "running"), Run(2, "clocks", "failed", "The store is locked: another process imports into it. The next run goes on where this one stopped."), Run(1, "rollups", "succeeded")]);

    public Task<IReadOnlyList<JobRow>> JobsAsync(CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<JobRow>>([new("clocks", "Derive ticket clocks", null, true, Run(2, "clocks", "failed", "The store is locked.")), new("rollups", "Recompute daily numbers", "0 30 2 * * ?", true, Run(3, "rollups", "running"))]);

    public Task RunNowAsync(string jobId, string startedBy, CancellationToken cancel = default)
    {
        if (jobId is not ("clocks" or "rollups"))
            throw new ArgumentException($"There is no job '{jobId}'.", nameof(jobId));
        Calls.Add($"run {jobId} {startedBy}");
        return Task.CompletedTask;
    }

    public Task<bool> CancelAsync(string jobId, CancellationToken cancel = default)
    {
        Calls.Add($"cancel {jobId}");
        return Task.FromResult(true);
    }

    public Task<IReadOnlyDictionary<string, NextRun>> NextRunsAsync(CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyDictionary<string, NextRun>>(new Dictionary<string, NextRun> { ["rollups"] = new("0 30 2 * * ? (Europe/Berlin)", (Now + Duration.FromHours(16)).ToDateTimeOffset()) });
}

/// <summary>Two disputes, one of each vendor.</summary>
internal sealed class SampleRows : IRowQueries
{
    public IReadOnlyList<RowSetInfo> RowSets { get; } = [.. Insights.Analytics.Queries.RowSets.All, .. Insights.Analytics.Queries.RowSets.Now];

    public Task<long> CountAsync(string rowSet, ReportFilter filter, DataScope scope, CancellationToken cancel = default) => Task.FromResult(scope.IsStaff ? 2L : 1L);

    public Task<RowPage> PageAsync(RowRequest request, DataScope scope, CancellationToken cancel = default)
    {
        if (request.Sort is not (null or "opened" or "amount"))
            throw new ArgumentException($"These rows cannot be sorted by '{request.Sort}'.", nameof(request));
        var rows = new List<IReadOnlyList<Cell>>();
        if (scope.IsStaff || scope.VendorId == 1)
            rows.Add([new Cell.Text("dp_aurora_1") { Link = RowDetailLinks.To(RowKind.Disputes, 1, "dp_aurora_1") }, new Cell.Text("Aurora Outdoors"), new Cell.Moment(Sample.Now), new Cell.Money(12_345, "EUR"), new Cell.Text("needs_response")]);
        if (scope.IsStaff || scope.VendorId == 2)
            rows.Add([new Cell.Text("dp_basil_1") { Link = RowDetailLinks.To(RowKind.Disputes, 1, "dp_basil_1") }, new Cell.Text("Basil & Thyme"), new Cell.Moment(Sample.Now), new Cell.Money(5_000, "EUR"), new Cell.Text("won")]);
        return Task.FromResult(new RowPage
        {
            RowSet = RowSets.First(set => set.Id == request.RowSet),
            Table = new Table
            {
                Id = request.RowSet,
                Title = "Disputes",
                Columns = [new("id", "Dispute", ColumnKind.Text), new("vendor", "Vendor", ColumnKind.Text), new("opened", "Opened", ColumnKind.Moment), new("amount", "Amount", ColumnKind.Money), new("state", "State", ColumnKind.Text)],
                Rows = rows,
            },
            Total = rows.Count,
            Sort = request.Sort ?? "opened",
            Descending = request.Descending,
            Sortable = ["opened", "amount"],
        });
    }
}

/// <summary>The same two disputes, one at a time.</summary>
internal sealed class SampleDetails : IRowDetailQueries
{
    public Task<RowDetail?> FindAsync(RowKind kind, int? sourceId, string externalId, DataScope scope, CancellationToken cancel = default)
    {
        var vendor = externalId switch { "dp_aurora_1" => 1, "dp_basil_1" => 2, _ => 0 };
        if (kind != RowKind.Disputes || vendor == 0 || (!scope.IsStaff && scope.VendorId != vendor))
            return Task.FromResult<RowDetail?>(null);
        return Task.FromResult<RowDetail?>(new RowDetail
        {
            Kind = kind,
            SourceId = 1,
            ExternalId = externalId,
            Fields = [new("State", new Cell.Text("needs_response")), new("Disputed", new Cell.Money(12_345, "EUR")), new("Decided", new Cell.None("not decided"))],
            Events = new Table { Id = "events", Title = "Stages", Columns = [new("when", "When", ColumnKind.Moment), new("state", "State", ColumnKind.Text)], Rows = [[new Cell.Moment(Sample.Now), new Cell.Text("needs_response")]] },
            Lineage = scope.IsStaff ? new RowLineage(7, "disputes-2026-11.csv", 42, "stripe", Sample.Now) : null,
        });
    }
}

/// <summary>No ticket of the sample has a history.</summary>
internal sealed class SampleStamps : ITicketStampQueries
{
    public Task<Table?> OfAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default) => Task.FromResult<Table?>(null);
}

internal sealed class SampleClocks : IClockQueries
{
    public Task<IReadOnlyList<ClockStory>> ExplainAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<ClockStory>>([]);
}
