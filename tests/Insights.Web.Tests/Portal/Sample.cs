using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.History;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Jobs;
using Insights.Web.Pages.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>Answers of the other stages, small and fixed: two vendors, one row each, a document that says whose scope it was built for.</summary>
internal sealed partial class Sample : IVendorDirectory, IWorkspaceSettings, IDemoMode, IDemoData, IDataHealthQueries, IOptionQueries, IJobQueries, IJobControl
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 9, 0);

    public WorkspaceView Workspace { get; set; } = new("Northwind market", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR");

    public bool IsOn { get; set; }

    public IReadOnlyList<string> VendorCodes => [];

    public long DataVersion { get; private set; } = 1;

    public List<string> Calls { get; } = [];

    public SampleLimits Limits { get; } = new();

    public string Headline { get; private set; } = "Dispute activity rose to 0.84 %, 0.06 points under the limit";

    public long DisputedMinor { get; private set; } = 12_345_678;

    /// <summary>A dispute of the month came late.</summary>
    public void AddLateDispute(long minor)
    {
        DisputedMinor += minor;
        DataVersion++;
    }

    /// <summary>Other numbers came in.</summary>
    public void ChangeFigures()
    {
        Headline = "Dispute activity rose to 0.90 %, at the limit";
        DataVersion++;
    }

    public SampleImports Imports { get; } = new();

    public SampleMonths Months { get; } = new();

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IVendorDirectory>(this);
        services.AddSingleton<IWorkspaceSettings>(this);
        services.AddSingleton<IDemoMode>(this);
        services.AddSingleton<IDemoData>(this);
        services.AddSingleton<IDataHealthQueries>(this);
        services.AddSingleton<IOptionQueries>(this);
        services.AddSingleton<IJobQueries>(this);
        services.AddSingleton<IJobControl>(this);
        services.AddSingleton<IImports>(Imports);
        services.AddSingleton<IInbox>(Imports);
        services.AddSingleton<IUndo>(Imports);
        services.AddSingleton<IReplay>(Imports);
        services.AddSingleton<IUnmapped>(Imports);
        services.AddSingleton<IImportGuide>(new SampleGuide());
        services.AddSingleton<IMonthHistoryQueries>(Months);
        services.AddSingleton<IMonthClosing>(Months);
        services.AddSingleton<IRowQueries>(new SampleRows());
        services.AddSingleton<IFileRowQueries>(new SampleFileRows());
        services.AddSingleton<IRowDetailQueries>(new SampleDetails());
        services.AddSingleton<IClockQueries>(new SampleClocks());
        services.AddSingleton<ITicketStampQueries>(new SampleStamps());
        services.AddSingleton<ITakenActions>(new SampleTaken());
        services.AddSingleton<IProgrammeTable>(new SampleProgrammes());
        var rules = new SampleRules();
        services.AddSingleton<IRuleQueries>(rules);
        services.AddSingleton<IRuleChanges>(rules);
        services.AddSingleton<ISimulator>(rules);
        services.AddSingleton<Insights.Web.Pages.Rules.IRuleDesk>(rules);
        services.AddSingleton<Insights.Web.Pages.Rows.IExemptionDesk>(rules);
        services.AddSingleton<Insights.Web.Pages.Rows.IIssueDesk>(new SampleIssues());
        services.AddSingleton<IAlertLimits>(Limits);
        services.AddSingleton<IAlertQueries>(new SampleWatch());
        services.AddSingleton<ReportLibrary>();
        services.AddSingleton<IReportBuilder>(new SampleBuilder("today", "Today", forVendors: false));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("overview", "Overview", forVendors: false));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("service-levels", "Service levels", forVendors: false));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("support", "Support", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("chargebacks", "Chargebacks", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("deadlines", "Deadlines", forVendors: true));
        services.AddSingleton<IDeadlineQueries>(new SampleDeadlines());
        services.AddSingleton<IReportBuilder>(new SampleBuilder("chargebacks-maturity", "Maturity", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("programmes", "Programmes", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("programmes-detail", "Programmes by month", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("patterns", "Patterns", forVendors: true));
        services.AddSingleton<IPatternDocuments>(new SamplePatterns());
        services.AddSingleton<IReportBuilder>(new SampleBuilder("alerts", "Alerts", forVendors: true));
        services.AddSingleton<IAlertDocuments>(new SampleAlerts());
        services.AddSingleton<IReportBuilder>(new SampleBuilder("payments", "Payments", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("payments-billing-errors", "Billing errors", forVendors: true));
        services.AddSingleton<IBillingDesk>(new SampleBillingDesk());
        services.AddSingleton<IReportBuilder>(new SampleBuilder("vendors", "Vendors", forVendors: false));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("my-scorecard", "My scorecard", forVendors: true));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("executive-monthly", "Monthly executive report", forVendors: false, this));
        services.AddSingleton<IReportBuilder>(new SampleBuilder("vendor-chargebacks", "Vendor chargeback report", forVendors: true, this));
    }

    private static readonly VendorEntry[] Vendors = [new(1, "aurora", "Aurora Outdoors"), new(2, "basil", "Basil & Thyme")];

    public ValueTask<VendorEntry?> FindAsync(string code, CancellationToken cancel = default) => new(Vendors.FirstOrDefault(v => v.Code == code));

    public ValueTask<IReadOnlyList<VendorEntry>> AllAsync(CancellationToken cancel = default) => new(Vendors);

    public ValueTask<WorkspaceView> GetAsync(CancellationToken cancel = default) => new(Workspace);

    public Task SetAsync(WorkspaceView workspace, CancellationToken cancel = default)
    {
        Workspace = workspace;
        DataVersion++;
        return Task.CompletedTask;
    }

    public ValueTask<bool> MayTurnOnAsync(CancellationToken cancel = default) => new(true);

    public Task TurnOnAsync(string startedBy, CancellationToken cancel = default) => Switch(true);

    public Task TurnOffAsync(string startedBy, CancellationToken cancel = default) => Switch(false);

    private Task Switch(bool on)
    {
        IsOn = on;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FilterOption>> OptionsAsync(string dimension, DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<FilterOption>>(dimension switch
    {
        "vendor" when scope.IsStaff => [.. Vendors.Select(v => new FilterOption(v.Code, v.Name))],
        "vendor" => [.. Vendors.Where(v => v.Id == scope.VendorId).Select(v => new FilterOption(v.Code, v.Name))],
        "priority" => [new("urgent", "urgent"), new("high", "high"), new("normal", "normal"), new("low", "low")],
        "network" => [new("visa", "visa"), new("mastercard", "mastercard")],
        "country" or "customer_country" => [.. new[] { "AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "NL", "PL", "SE" }.Select(c => new FilterOption(c, c))],
        _ => [new("one", "one"), new("two", "two")],
    });
}

/// <summary>A document with every kind of block, naming its scope.</summary>
internal sealed class SampleBuilder(string id, string title, bool forVendors, Sample? world = null) : IReportBuilder
{
    public bool OneVendor => id == "programmes-detail";

    public RowKinds Uses => id == "vendor-chargebacks" ? RowKinds.Payments | RowKinds.Disputes : RowKinds.All;

    public string Id => id;

    public string Title => title;

    public string Audience => "Whoever tests the pages; does every block show?";

    public bool ForVendors => forVendors;

    public Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default) => Task.FromResult(new ReportDocument
    {
        Id = id,
        Title = title,
        Headline = world?.Headline ?? "Dispute activity rose to 0.84 %, 0.06 points under the limit",
        Introduction = "Two vendors make up 61 % of all disputes.",
        Filters = [new("Period", filter.Range.ToString())],
        WorkspaceName = "Northwind market",
        Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        AsOf = Sample.Now,
        MadeAt = Sample.Now,
        Scope = scope.IsStaff ? "All vendors" : scope.CacheKey,
        Empty = scope.Kind == ScopeKind.Nothing ? EmptyReason.NotPermitted : null,
        Sections = Sections(filter, world?.DisputedMinor ?? 12_345_678),
        Definitions = [],
        Footnotes = ["Disputes are counted by the day the network opened them."],
        Freshness = [new("stripe", Sample.Now, 0)],
    });

    private static IReadOnlyList<Section> Sections(ReportFilter filter, long disputedMinor)
    {
        var rows = "/rows/disputes.opened?" + filter.ToQueryString();
        var months = new[] { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov" };
        var line = new ChartSpec
        {
            Id = "activity",
            Title = "Dispute activity nears the limit",
            Kind = ChartKind.Line,
            Categories = months,
            CategoryKeys = [.. Enumerable.Range(1, 11).Select(m => FormattableString.Invariant($"2026-{m:00}-01"))],
            ValueKind = ColumnKind.Share,
            ValueTitle = "disputes per 100 sales",
            Series =
            [
                new("Dispute activity", SeriesRole.Primary, [.. Enumerable.Range(0, 11).Select(Cell (i) => new Cell.Share(40 + (i * i / 2), 10_000, 2))]),
                new("Year before", SeriesRole.Previous, [.. Enumerable.Range(0, 11).Select(Cell (i) => new Cell.Share(38 + (i % 4 * 4), 10_000, 2))]),
            ],
            Lines = [new(new Cell.Share(90, 10_000, 2), "Limit 0.90 %")],
            IncompleteFrom = 10,
            AltText = "Dispute activity rose from 0.40 % in January to 0.90 % in November.",
        };
        var columns = line with
        {
            Id = "opened",
            Title = "Disputes opened each month",
            Kind = ChartKind.Columns,
            ValueKind = ColumnKind.Count,
            ValueTitle = "disputes",
            Lines = [],
            Series = [new("Disputes", SeriesRole.Primary, [.. Enumerable.Range(0, 11).Select(Cell (i) => new Cell.Count(120 + (i * 17 % 60)))])],
        };
        var bars = columns with
        {
            Id = "reasons",
            Title = "Fraud makes up half of all disputes",
            Kind = ChartKind.Bars,
            Categories = ["Fraud", "Not received", "Duplicate", "Cancelled subscription", "Other"],
            CategoryKeys = [],
            IncompleteFrom = null,
            CategoryLinks = [rows, rows, rows, rows, rows],
            Series = [new("Disputes", SeriesRole.Primary, [new Cell.Count(310), new Cell.Count(141), new Cell.Count(77), new Cell.Count(52), new Cell.Count(31)])],
        };
        return
        [
            new Section
            {
                Id = "summary",
                Title = "At a glance",
                Blocks =
                [
                    new Block.Tiles(
                    [
                        new Tile { MetricId = "dispute_activity", Label = "Dispute activity", Value = new Cell.Share(84, 10_000, 2), Delta = new Cell.Points(0.0006, 2), ComparedTo = "vs October 2026", Judgement = Judgement.Bad, N = 10_000, Target = new Cell.Share(90, 10_000, 2), Sparkline = line.Series[0].Values, Link = rows },
                        new Tile { MetricId = "first_reply_time", Label = "First reply, median", Value = new Cell.Duration(2460), Delta = new Cell.Duration(-540), ComparedTo = "vs October 2026", Judgement = Judgement.Good, N = 812, Target = new Cell.Duration(3600), Link = "/rows/clocks.first_reply" },
                        new Tile { MetricId = "disputed_value", Label = "Disputed value", Value = new Cell.Money(disputedMinor, "EUR"), Delta = new Cell.Change(0.124), ComparedTo = "vs October 2026", N = 84, Sparkline = columns.Series[0].Values, Link = rows },
                        new Tile { MetricId = "tickets_created", Label = "Tickets created", Value = new Cell.Count(1284), Delta = new Cell.Change(0), ComparedTo = "vs October 2026", N = 1284, Link = "/rows/tickets.created" },
                        new Tile { MetricId = "win_rate", Label = "Disputes won", Value = new Cell.Share(7, 12), N = 12, Note = "9 not yet decided", Link = rows },
                        new Tile { MetricId = "refund_rate", Label = "Refund rate", Value = new Cell.None("no payments in these days") },
                    ]),
                    new Block.Bullets([new Sentence("Aurora Outdoors crossed 0.9 % on 14 November.", rows), new Sentence("Nothing else changed beyond chance.")]),
                ],
            },
            new Section { Id = "trend", Title = "Trend", Blocks = [new Block.Chart(line), new Block.ChartPair(columns, bars)] },
            new Section
            {
                Id = "vendors",
                Title = "By vendor",
                Blocks =
                [
                    new Block.Paragraph("Vendors with at least ten disputes."),
                    new Block.DataTable(new Table
                    {
                        Id = "by-vendor",
                        Title = "Disputes by vendor",
                        Columns = [new("vendor", "Vendor", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("rate", "Dispute activity", ColumnKind.Share), new("value", "Disputed", ColumnKind.Money), new("first", "First", ColumnKind.Date)],
                        Rows =
                        [
                            [new Cell.Text("Aurora Outdoors"), new Cell.Count(51) { Link = rows }, new Cell.Share(51, 4200, 2), new Cell.Money(812_345, "EUR"), new Cell.Date(new LocalDate(2026, 11, 2))],
                            [new Cell.Text("Basil & Thyme"), new Cell.Count(12) { Link = rows }, new Cell.Share(12, 3100, 2), new Cell.Money(91_200, "EUR"), new Cell.Date(new LocalDate(2026, 11, 4))],
                            [new Cell.Text("Cedar <Lights>"), new Cell.Count(0), new Cell.None("no payments"), new Cell.None("no disputes"), new Cell.None("none")],
                        ],
                        Totals = [new Cell.Text("All"), new Cell.Count(63), new Cell.Share(63, 7300, 2), new Cell.Money(903_545, "EUR"), null],
                        Cap = "First 3 of 24 vendors.",
                    }),
                ],
            },
        ];
    }
}

/// <summary>One pattern, number 1, which everybody with a scope may read.</summary>
internal sealed class SampleBillingDesk : IBillingDesk
{
    public Task<IReadOnlyList<OpenCandidate>> LatestAsync(DataScope scope, int most, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<OpenCandidate>>([]);

    public Task<IReadOnlyList<PutAside>> PutAsideAsync(DataScope scope, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<PutAside>>([]);

    public Task<bool> SetAsideAsync(DataScope scope, string kind, int sourceId, string paymentRef, string reason, string by, CancellationToken cancel = default) => Task.FromResult(false);

    public Task<bool> TakeBackAsync(DataScope scope, int id, string by, CancellationToken cancel = default) => Task.FromResult(false);
}

internal sealed class SampleAlerts : IAlertDocuments
{
    public Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReportBuilder?>(id == 1 && scope.Kind != ScopeKind.Nothing ? new SampleBuilder("alerts-1", "Failed payments · gateway X", forVendors: true) : null);
}

internal sealed class SamplePatterns : IPatternDocuments
{
    public Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReportBuilder?>(id == 1 && scope.Kind != ScopeKind.Nothing ? new SampleBuilder("patterns-1", "Statement text X", forVendors: true) : null);
}
