using System.Data.Common;
using System.Globalization;
using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Builders;
using Insights.Analytics.Reports.Builders.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.History;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>A migrated store with its derived tables, a clock that stands at Wed 1 April 2026 12:00 UTC, and facts written the way imports write them.</summary>
internal sealed class AnalyticsWorld : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 4, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Every derived table, and what its rows are ordered by to compare two states.</summary>
    private static readonly string[] s_derived = ["daily_cells", "daily_payments", "daily_disputes", "daily_tickets", "daily_clocks", "daily_ledger", "ticket_outcomes", "ticket_spans", "ticket_clocks", "desk_tickets", "desk_clocks", "dispute_ledger", "dispute_links", "touched_disputes", "network_payments", "network_disputes", "dispute_cohorts", "payment_facets", "failed_orders", "refund_cases", "odd_refunds", "open_payments", "billing_findings", "fraud_signals", "block_candidates", "touched_payments", "daily_quality", "daily_subjects", "subject_keys", "customer_signals"];

    private readonly FactWriter _writer;

    private AnalyticsWorld(TestStore test)
    {
        Test = test;
        Clock = new(new DateTimeOffset(Now));
        Store = new(test.Store);
        Pass = new(Store, Clock);
        Cache = new(test.Store);
        Metrics = new MetricQueries(Store, Cache, Clock);
        Rules = new(Store, Cache);
        Rows = new RowQueries(Store, Cache, Rules, Clock);
        Desk = new DeskQueries(Store, Cache, Clock);
        Options = new OptionQueries(Store, Cache);
        ServiceLevels = new ServiceLevelQueries(Store, Cache, Clock);
        Coverage = new CoverageQueries(Store, Cache, Clock);
        Backlog = new BacklogQueries(Store, Cache, Clock);
        Flow = new CaseFlowQueries(Store, Cache, Clock, ServiceLevels);
        Intake = new IntakeQueries(Store, Cache, Clock);
        Health = new DataHealthQueries(test.Store, Cache, Clock);
        Board = new();
        Closing = new MonthClosing(Store, Pass, Metrics, Clock);
        TakenActions = new TakenActions(Store, Clock);
        _writer = new((ReportingStore)test.Store);
    }

    public TestStore Test { get; }

    public FakeClock Clock { get; }

    public AnalyticsStore Store { get; }

    public RollupPass Pass { get; }

    public ResultCache Cache { get; }

    public IMetricQueries Metrics { get; }

    public RulesInUse Rules { get; }

    public IProgrammeQueries Programmes => new ProgrammeQueries(Store, Cache, Clock);

    public IProgrammeTable ProgrammeTable => new ProgrammeTableEditing(Store, Clock);

    public IPaymentQueries Payments => new PaymentQueries(Store, Cache, Clock);

    public IMaturityQueries Maturity => new MaturityQueries(Store, Cache, Clock);

    public IRowQueries Rows { get; }

    public IDeskQueries Desk { get; }

    public IOptionQueries Options { get; }

    public IServiceLevelQueries ServiceLevels { get; }

    public ICoverageQueries Coverage { get; }

    public IBacklogQueries Backlog { get; }

    public ICaseFlowQueries Flow { get; }

    public IIntakeQueries Intake { get; }

    public IDataHealthQueries Health { get; }

    public ITakenActions TakenActions { get; }

    public JobProgressBoard Board { get; }

    public MonthClosing Closing { get; }

    public int SourceId { get; private set; }

    public int FileId { get; private set; }

    public static async Task<AnalyticsWorld> CreateAsync(StoreProvider provider, string zone = "UTC")
    {
        var world = new AnalyticsWorld(await TestStore.CreateAsync(provider));
        await world.Store.MigrateAsync();
        await world.Test.Store.SetWorkspaceAsync(new("Test", DateTimeZoneProviders.Tzdb[zone], "EUR"));
        await using var context = world.Test.Store.Open(DataScope.Staff);
        var source = context.Sources.Add(new() { Name = "test" }).Entity;
        await context.SaveChangesAsync();
        var file = context.ImportedFiles.Add(new ImportedFile { SourceId = source.Id, Name = "facts.csv", StartedAt = Now, State = "done", DataUntil = Now.AddHours(-1) }).Entity;
        await context.SaveChangesAsync();
        (world.SourceId, world.FileId) = (source.Id, file.Id);
        return world;
    }

    public JobRunner Runner(params IInsightsJob[] jobs) => new(jobs, Store, Board, Clock, NullLogger<JobRunner>.Instance);

    public async Task WriteAsync(Action<FactChunk> fill)
    {
        var chunk = new FactChunk { FileId = FileId, SourceId = SourceId, EventsCountAsRows = true };
        fill(chunk);
        await _writer.WriteAsync(chunk, CancellationToken.None);
    }

    /// <summary>One import of its own: a batch with one file, written the way imports write it, so that it can be told apart and undone.</summary>
    public async Task<int> ImportAsync(string file, string by, Action<FactChunk> fill)
    {
        int batchId, fileId;
        await using (var context = Test.Store.Open(DataScope.Staff))
        {
            var batch = context.ImportBatches.Add(new ImportBatch { StartedAt = Clock.GetUtcNow().UtcDateTime, StartedBy = by, State = "done" }).Entity;
            await context.SaveChangesAsync();
            var row = context.ImportedFiles.Add(new ImportedFile
            {
                BatchId = batch.Id,
                SourceId = SourceId,
                Name = file,
                StartedAt = Clock.GetUtcNow().UtcDateTime,
                FinishedAt = Clock.GetUtcNow().UtcDateTime,
                State = "done",
                CanUndo = true,
            }).Entity;
            await context.SaveChangesAsync();
            (batchId, fileId) = (batch.Id, row.Id);
        }
        var chunk = new FactChunk { FileId = fileId, SourceId = SourceId, EventsCountAsRows = true };
        fill(chunk);
        await _writer.WriteAsync(chunk, CancellationToken.None);
        return batchId;
    }

    public Task UndoAsync(int batchId, string by) => new BatchUndo((ReportingStore)Test.Store, Clock).UndoAsync(batchId, by);

    public IMonthHistoryQueries History => new MonthHistoryQueries(Store, Cache, Metrics, Clock);

    public Task<ReportDocument> TodayAsync(ReportFilter filter, DataScope? scope = null) => new TodayBuilder(Sources(), Desk).BuildAsync(filter, scope ?? DataScope.Staff);

    public Task<ReportDocument> DelaysAsync(ReportFilter filter, DataScope? scope = null) => new DelaysBuilder(Sources(), Payments).BuildAsync(filter, scope ?? DataScope.Staff);

    public Task<ReportDocument> SlaMonthlyAsync(ReportFilter filter) => new SlaMonthlyBuilder(Sources()).BuildAsync(filter, DataScope.Staff);

    /// <summary>What came of the actions a vendor says it has taken.</summary>
    public async Task<IReadOnlyList<ActionOutcome>> ActionOutcomesAsync(DataScope vendor) =>
        await new ActionOutcomes(Store, Metrics, TakenActions).OfAsync(await Sources().OpenAsync(Filter("from=2026-03-01&to=2026-03-31"), vendor, CancellationToken.None), CancellationToken.None);

    private ReportSources Sources()
    {
        var coverage = new CoverageQueries(Store, Cache, Clock);
        return new ReportSources(
            Test.Store, Metrics, ServiceLevels, coverage, new BacklogQueries(Store, Cache, Clock), new CaseFlowQueries(Store, Cache, Clock, ServiceLevels),
            new IntakeQueries(Store, Cache, Clock), coverage, Rows, Health, History, Store, Cache, Clock);
    }

    public Task RefreshAsync() => Pass.RefreshAsync(null, CancellationToken.None);

    public Task RebuildAsync() => Pass.RebuildAsync(null, CancellationToken.None);

    public async Task<MetricResult> ValueAsync(string metric, string filter, DataScope? scope = null) =>
        await Metrics.ValueAsync(metric, Filter(filter), scope ?? DataScope.Staff);

    public ReportFilter Filter(string query)
    {
        var reading = ReportFilter.Parse(
            query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1]))),
            Instant.FromDateTimeOffset(Clock.GetUtcNow()).InUtc().Date);
        Assert.Empty(reading.Problems);
        return reading.Filter;
    }

    public async Task<int> VendorAsync(string code)
    {
        await using var context = Test.Store.Open(DataScope.Staff);
        return await context.Vendors.Where(vendor => vendor.Code == code).Select(vendor => vendor.Id).SingleAsync();
    }

    /// <summary>All rows of all derived tables as text, sorted: two equal texts are two equal states.</summary>
    public async Task<List<string>> DumpAsync()
    {
        await using var context = Store.Open(DataScope.Staff);
        await context.Database.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var table in s_derived)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT * FROM " + (Test.Options.Provider == StoreProvider.Postgres ? "reporting." : "") + table;
            await using var reader = await command.ExecuteReaderAsync();
            var read = new List<string>();
            while (await reader.ReadAsync())
                read.Add(table + ": " + string.Join("|", Values(reader)));
            read.Sort(StringComparer.Ordinal);
            lines.AddRange(read);
        }
        return lines;
    }

    public async Task<T> DerivedAsync<T>(Func<AnalyticsDbContext, Task<T>> read, DataScope? scope = null)
    {
        await using var context = Store.Open(scope ?? DataScope.Staff);
        return await read(context);
    }

    public static Transaction Sale(string id, DateTime at, long amount = 1000, string currency = "EUR", string status = "succeeded", string? cause = null) => new()
    {
        ExternalId = id,
        Kind = "charge",
        Status = status,
        OccurredAt = at,
        AmountMinor = amount,
        Currency = currency,
        FailureCause = cause,
        Gateway = "north",
        Method = "card",
        Brand = "visa",
        Country = "DE",
        Line = 2,
    };

    public static Ticket Case(string id, DateTime created, string status = "open", string? priority = "normal") => new()
    {
        ExternalId = id,
        CreatedAt = created,
        Status = status,
        Priority = priority,
        Channel = "email",
        Line = 2,
    };

    public static TicketEvent Event(string ticket, string id, DateTime at, string kind, string? value = null, string actor = "agent") => new()
    {
        TicketRef = ticket,
        EventId = id,
        OccurredAt = at,
        Kind = kind,
        Value = value,
        ActorKind = actor,
        IsPublic = true,
        Line = 3,
    };

    public static Chargeback Dispute(string id, DateTime opened, string state = "needs_response", long amount = 1000, string currency = "EUR", DateTime? charged = null, DateTime? decided = null) => new()
    {
        ExternalId = id,
        OpenedAt = opened,
        State = state,
        AmountMinor = amount,
        Currency = currency,
        IsDispute = true,
        ChargedAt = charged,
        DecidedAt = decided,
        Network = "visa",
        ReasonCategory = "fraudulent",
        Country = "DE",
        Line = 2,
    };

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await Test.DisposeAsync();
    }

    private static IEnumerable<string> Values(DbDataReader reader)
    {
        // By name: a column that was added and one that has always been there stand in another order.
        foreach (var i in Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal))
            yield return reader.IsDBNull(i) ? "-" : reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!;
    }
}
