using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;
using Insights.Web.Tests.Exports.Charts;
using NodaTime;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>Made-up documents with everything a report may hold, and with what breaks layouts.</summary>
internal static class SampleDocuments
{
    private static readonly string[] VendorNames =
        ["Alder & Finch", "Brightwater Outdoor", "Copperline Tools", "Dune Audio", "Elm Street Books", "Fjord Kitchen", "Grove Pharmacy", "Harrow Cycles", "Ivory Lane", "Juniper Pet Supplies", "Kite & Key", "Larkspur Garden"];

    public static IReadOnlyDictionary<string, ReportDocument> All => new Dictionary<string, ReportDocument>
    {
        ["executive"] = Executive,
        ["vendor"] = Vendor,
        ["long-table"] = LongTable(300),
        ["wide"] = Wide,
        ["awkward"] = Awkward,
        ["empty"] = Empty,
    };

    public static ReportDocument Executive => Frame("executive-monthly", "Monthly executive report",
        "Dispute activity is 0.02 points below the programme limit and P1 replies slipped to 41 min, +9 vs September") with
    {
        Introduction = "October was busier than September and the support teams kept their promise to 93 % of customers in time. Two things need a decision: the subscription vendor whose customers do not recognise its charges, and evening cover for the busiest queue.",
        Sections =
        [
            new()
            {
                Id = "summary", Title = "How we are doing",
                Blocks =
                [
                    new Block.Tiles(Tiles),
                    new Block.Bullets(
                    [
                        new("One gateway outage on 11 October caused 41 % of the month's failed payments; approval was back at 96.2 % within four hours.", "/Payments?period=last-month&gateway=northgate"),
                        new("Disputes for “transaction not recognised” rose by two thirds. Four of five concern one subscription vendor whose descriptor does not name its shop.", "/Chargebacks?period=last-month&reason=not-recognised"),
                        new("Weekday evenings are short of agents: tickets opened between 18:00 and 21:00 wait three times as long as those opened at noon."),
                        new("Refunds recovered after the automatic job was repaired; the backlog of 214 refunds from September is gone."),
                    ]),
                    new Block.Chart(SampleCharts.DisputeActivity),
                ],
            },
            new()
            {
                Id = "service", Title = "Service levels",
                Blocks =
                [
                    new Block.Paragraph("Targets are measured in business time of the calendar each ticket belongs to. A ticket that waits for its customer does not age."),
                    new Block.ChartPair(SampleCharts.Attainment, SampleCharts.Exposure),
                    new Block.Chart(SampleCharts.Opened),
                    new Block.ChartPair(SampleCharts.Backlog, SampleCharts.Reasons),
                    new Block.DataTable(Priorities),
                ],
            },
            new()
            {
                Id = "payments", Title = "Payments and chargebacks",
                Blocks =
                [
                    new Block.ChartPair(SampleCharts.Causes, SampleCharts.Reasons with { Id = "reasons-2" }),
                    new Block.DataTable(Vendors(12)),
                    new Block.Paragraph("The three vendors with the highest dispute activity hold 22 % of the volume and 61 % of the disputes."),
                ],
            },
            new()
            {
                Id = "demand", Title = "When do we need people?", Wide = true,
                Blocks = [new Block.Chart(SampleCharts.Hours), new Block.DataTable(Hours), new Block.Chart(SampleCharts.Funnel)],
            },
        ],
        Definitions = Definitions,
        Footnotes = ["Amounts are converted at the rate of the day of the payment.", "The week of 26 October is not complete and is left out of all comparisons."],
    };

    public static ReportDocument Vendor => Frame("vendor-chargebacks", "Vendor chargeback report", "Activity 0.84 %: the programme limit of 0.90 % is 14 disputes away") with
    {
        Scope = "Brightwater Outdoor",
        Introduction = "This report speaks of your own payments and disputes only.",
        Sections =
        [
            new()
            {
                Id = "position", Title = "Where you stand",
                Blocks =
                [
                    new Block.Tiles([.. Tiles.Take(4)]),
                    new Block.Chart(SampleCharts.DisputeActivity),
                    new Block.Chart(SampleCharts.Reasons),
                ],
            },
            new() { Id = "due", Title = "Evidence that is due", Blocks = [new Block.DataTable(Due), new Block.DataTable(Due with { Id = "none", Title = "Overdue", Rows = [], EmptyText = "No dispute is overdue." })] },
        ],
        Definitions = [.. Definitions.Take(2)],
    };

    public static ReportDocument LongTable(int rows) => Frame("rows", "Disputes of October", "300 disputes, most of them not received") with
    {
        Sections = [new() { Id = "rows", Title = "All disputes", Blocks = [new Block.DataTable(Vendors(rows) with { Cap = $"First {rows:N0} of 12,345 rows." })] }],
    };

    public static ReportDocument Wide => Frame("wide", "Vendors by month", "Twenty-five columns in two parts") with
    {
        Sections =
        [
            new()
            {
                Id = "months", Title = "Sales by month", Wide = true,
                Blocks =
                [
                    new Block.DataTable(new Table
                    {
                        Id = "months", Title = "Sales by vendor and month",
                        Columns = [new("vendor", "Vendor", ColumnKind.Text), .. Enumerable.Range(1, 24).Select(m => new Column($"m{m}", $"{new LocalDate(2024, 10, 1).PlusMonths(m):MMM uuuu}", ColumnKind.Money))],
                        Rows = [.. VendorNames.Select((name, v) => (IReadOnlyList<Cell>)[new Cell.Text(name), .. Enumerable.Range(1, 24).Select(Cell (m) => new Cell.Money(120_000_00 + v * 977_31 + m * 1_234_56, "EUR"))])],
                    }),
                ],
            },
            new() { Id = "narrow", Title = "Back in portrait", Blocks = [new Block.Paragraph("A narrow section after a wide one starts on its own page.")] },
        ],
    };

    public static ReportDocument Awkward => Frame("awkward", "What breaks layouts", "Very long words, letters from everywhere, nothing at all") with
    {
        Sections =
        [
            new()
            {
                Id = "words", Title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsvorsitzender",
                Blocks =
                [
                    new Block.Paragraph("Ελληνικά, кириллица, tiếng Việt, Łódź, İstanbul: covered. 日本語, 한국어, ไทย, Հայերեն, ქართული, עברית and العربية: drawn by other fonts. हिन्दी and 🙂 are not covered. (Parentheses) and \\backslashes\\ are text."),
                    new Block.Paragraph(string.Join(' ', Enumerable.Repeat("https://portal.example/Chargebacks/a-very-long-address/that-has-to-break-somewhere/or-leave-the-page?with=query&and=more", 3))),
                    new Block.DataTable(new Table
                    {
                        Id = "words", Title = "Long words in cells",
                        Columns = [new("name", "Name", ColumnKind.Text), new("note", "Note", ColumnKind.Text), new("value", "Disputed value in the reporting currency", ColumnKind.Money, "EUR"), new("when", "Opened", ColumnKind.Moment)],
                        Rows =
                        [
                            [new Cell.Text(new string('W', 140)), new Cell.Text("short"), new Cell.Money(-123_456_789_012_34, "EUR"), new Cell.Moment(Instant.FromUtc(2026, 10, 25, 0, 30))],
                            [new Cell.Text("a"), new Cell.Text(string.Join(' ', Enumerable.Range(1, 1500).Select(i => $"word{i}"))), new Cell.None("not yet decided"), new Cell.Moment(Instant.FromUtc(2026, 10, 25, 1, 30))],
                            [new Cell.Text("first line\nsecond line\ttab"), new Cell.Text("e\u0301 composed, zero\u200Bwidth, non\u00A0breaking"), new Cell.None("no payments"), new Cell.None("never opened")],
                        ],
                    }),
                ],
            },
            new() { Id = "nothing", Title = "Nothing", Blocks = [new Block.Chart(SampleCharts.Nothing), new Block.Tiles([]), new Block.Bullets([]), new Block.Paragraph("")] },
        ],
    };

    public static ReportDocument Empty => Frame("empty", "Monthly executive report", "No data yet") with { Empty = EmptyReason.NoDataYet, AsOf = null, Freshness = [], Sections = [] };

    private static IReadOnlyList<Tile> Tiles =>
    [
        new()
        {
            MetricId = "tickets_created", Label = "Tickets created", Value = new Cell.Count(46_218), Delta = new Cell.Change(0.118), ComparedTo = "vs September 2026",
            N = 46_218, Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => new Cell.Count(36_000 + i * 700 + i % 3 * 1_500))], Link = "/Rows?set=tickets&period=last-month",
        },
        new()
        {
            MetricId = "first_reply_p1", Label = "First reply, P1 (median, business time)", Value = new Cell.Duration(41 * 60), Delta = new Cell.Duration(9 * 60), ComparedTo = "vs September 2026", Judgement = Judgement.Bad,
            N = 3_912, Target = new Cell.Duration(30 * 60), Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => new Cell.Duration(1_700 + i * i * 6))], Link = "/Rows?set=replies",
        },
        new()
        {
            MetricId = "sla", Label = "SLA attainment", Value = new Cell.Share(42_983, 46_168), Delta = new Cell.Points(-0.021), ComparedTo = "vs September 2026", Judgement = Judgement.Bad,
            N = 46_168, Target = new Cell.Share(95, 100), Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => new Cell.Share(960 - i * 2, 1000))], Link = "/Rows?set=sla",
        },
        new()
        {
            MetricId = "approval", Label = "Approval rate", Value = new Cell.Share(961_245, 999_999), Delta = new Cell.Points(0.0041), ComparedTo = "vs September 2026", Judgement = Judgement.Good,
            N = 999_999, Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => i == 5 ? new Cell.None("outage") : new Cell.Share(940 + i * 2, 1000))], Link = "/Rows?set=payments",
        },
        new()
        {
            MetricId = "dispute_activity", Label = "Dispute activity", Value = new Cell.Share(881, 100_000, 2), Delta = new Cell.Points(0.0007, 2), ComparedTo = "vs September 2026", Judgement = Judgement.Bad,
            N = 100_000, Target = new Cell.Share(90, 10_000, 2), Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => new Cell.Share(70 + i * 2, 10_000))], Note = "The network counts again on 1 December", Link = "/Rows?set=disputes",
        },
        new()
        {
            MetricId = "net_loss", Label = "Net loss from disputes", Value = new Cell.Money(1_204_518_40, "EUR"), Delta = new Cell.Change(-0.034), ComparedTo = "vs September 2026", Judgement = Judgement.Good,
            N = 18, Sparkline = [.. Enumerable.Range(0, 12).Select(Cell (i) => new Cell.Money(90_000_00 - i * 1_000_00, "EUR"))],
        },
    ];

    private static Table Priorities => new()
    {
        Id = "priorities",
        Title = "Service levels by priority",
        Columns = [new("priority", "Priority", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count), new("met", "Met", ColumnKind.Share), new("change", "Change vs September", ColumnKind.Points), new("median", "Median first reply", ColumnKind.Duration), new("p90", "9 in 10 replied within", ColumnKind.Duration), new("breached", "Breached", ColumnKind.Count)],
        Rows =
        [
            [new Cell.Text("P1 urgent"), new Cell.Count(3_912) { Link = "/Rows?set=tickets&priority=p1" }, new Cell.Share(3_642, 3_912), new Cell.Points(-0.031), new Cell.Duration(2_460), new Cell.Duration(10_800), new Cell.Count(270) { Link = "/Rows?set=breached&priority=p1" }],
            [new Cell.Text("P2 high"), new Cell.Count(9_120), new Cell.Share(8_709, 9_120), new Cell.Points(0.004), new Cell.Duration(5_400), new Cell.Duration(28_800), new Cell.Count(411)],
            [new Cell.Text("P3 normal"), new Cell.Count(28_004), new Cell.Share(27_220, 28_004), new Cell.Points(0), new Cell.Duration(14_400), new Cell.Duration(86_400 + 7_200), new Cell.Count(784)],
            [new Cell.Text("P4 low"), new Cell.Count(5_182), new Cell.None("no target agreed"), new Cell.None("no target agreed"), new Cell.Duration(39_600), new Cell.Duration(200_000), new Cell.None("no target agreed")],
        ],
        Totals = [null, new Cell.Count(46_218), new Cell.Share(39_571, 41_036), new Cell.Points(-0.021), new Cell.Duration(11_700), new Cell.Duration(84_000), new Cell.Count(1_465)],
    };

    private static Table Hours => new()
    {
        Id = "hours",
        Title = "Tickets by weekday",
        Columns = [new("day", "Weekday", ColumnKind.Text), .. Enumerable.Range(0, 12).Select(h => new Column($"h{h}", $"{h * 2:00}–{h * 2 + 2:00}", ColumnKind.Count))],
        Rows = [.. SampleCharts.Hours.Series.Select(series => (IReadOnlyList<Cell>)[new Cell.Text(series.Name), .. Enumerable.Range(0, 12).Select(h => series.Values[h * 2])])],
    };

    private static Table Due => new()
    {
        Id = "due",
        Title = "Answer these first",
        Columns = [new("id", "Dispute", ColumnKind.Text), new("reason", "Reason", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("due", "Evidence due", ColumnKind.Moment), new("opened", "Opened", ColumnKind.Date)],
        Rows = [.. Enumerable.Range(1, 9).Select(i => (IReadOnlyList<Cell>)[new Cell.Text($"dp_7Q{i}X04{i}") { Link = $"/Rows/disputes/{i}" }, new Cell.Text(SampleCharts.Reasons.Categories[i % 5]), new Cell.Money(45_90 + i * 1_234, i % 4 == 0 ? "JPY" : "EUR"), new Cell.Moment(Instant.FromUtc(2026, 11, i, 17, 0)), new Cell.Date(new LocalDate(2026, 10, i))])],
    };

    public static Table Vendors(int rows) => new()
    {
        Id = "vendors",
        Title = "Dispute activity by vendor",
        Columns = [new("vendor", "Vendor", ColumnKind.Text), new("sales", "Sales", ColumnKind.Count), new("value", "Sales value", ColumnKind.Money), new("disputes", "Disputes", ColumnKind.Count), new("activity", "Activity", ColumnKind.Share), new("change", "Change", ColumnKind.Points), new("won", "Won", ColumnKind.Share), new("loss", "Net loss", ColumnKind.Money)],
        Rows =
        [
            .. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<Cell>)
            [
                new Cell.Text(VendorNames[i % 12] + (i >= 12 ? $" {i / 12 + 1}" : "")) { Link = $"/Vendors/{i}" },
                new Cell.Count(1_200 + i * 37 % 90_000) { Link = $"/Rows?set=sales&vendor=v{i}" },
                new Cell.Money(5_000_000 + i * 91_357L % 80_000_000, "EUR"),
                new Cell.Count(3 + i * 7 % 400),
                new Cell.Share(3 + i * 7 % 400, 1_200 + i * 37 % 90_000, 2),
                i % 9 == 4 ? new Cell.None("new this month") : new Cell.Points((i % 21 - 10) / 1000.0, 2),
                i % 5 == 0 ? new Cell.None("not yet decided") : new Cell.Share(i % 40, 40),
                new Cell.Money(12_345 + i * 777L, "EUR"),
            ]),
        ],
        Totals = [null, new Cell.Count(614_201), new Cell.Money(1_204_518_402, "EUR"), new Cell.Count(5_512), new Cell.Share(5_512, 614_201, 2), new Cell.Points(0.0012, 2), new Cell.Share(412, 1_001), new Cell.Money(99_120_455, "EUR")],
    };

    private static IReadOnlyList<MetricDefinition> Definitions =>
    [
        Definition("dispute_activity", "Dispute activity", MetricUnit.Percent, "Disputes of the month as a share of the sales of the same month. Card networks watch this ratio.", "disputes opened in the period ÷ sales of the period"),
        Definition("dispute_rate", "Dispute rate", MetricUnit.Percent, "The share of the month's sales that were disputed at any time since. It grows for about 120 days until it is final.", "sales of the period with a dispute ÷ sales of the period"),
        Definition("first_reply_time", "First reply time", MetricUnit.Duration, "Time from a ticket's creation to the first public answer by an agent.", "median over tickets created in the period that were answered"),
        Definition("sla_attainment", "SLA attainment", MetricUnit.Percent, "The share of targets that fell due and were met.", "targets met ÷ (targets met + targets breached)"),
    ];

    private static MetricDefinition Definition(string id, string name, MetricUnit unit, string text, string formula) => new()
    {
        Id = id,
        Name = name,
        Area = MetricArea.Chargebacks,
        Unit = unit,
        Polarity = Polarity.LowerIsBetter,
        DateBasis = "the day it was opened, in the reporting zone",
        TimeBasis = unit == MetricUnit.Duration ? "business" : "–",
        Definition = text,
        Formula = formula,
        Exclusions = ["test payments", "reversed authorisations"],
        Example = "12 disputes, 1,000 sales: 1.2 %",
        Source = "card network monitoring programmes",
        Rows = "disputes",
    };

    private static ReportDocument Frame(string id, string title, string headline) => new()
    {
        Id = id,
        Title = title,
        Headline = headline,
        Sections = [],
        WorkspaceName = "Marketplace Europe",
        Scope = "All vendors",
        Filters = [new("Period", "1 Oct 2026 – 31 Oct 2026"), new("Compared with", "1 Sep 2026 – 30 Sep 2026"), new("Gateway", "Northgate Payments, Blue Harbor")],
        Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        AsOf = Instant.FromUtc(2026, 10, 31, 22, 55),
        MadeAt = Instant.FromUtc(2026, 11, 1, 5, 0),
        Freshness = [new("Help desk", Instant.FromUtc(2026, 10, 31, 22, 55), 0), new("Card gateway", Instant.FromUtc(2026, 10, 31, 4, 0), 1), new("Disputes", Instant.FromUtc(2026, 10, 28, 4, 0), 3)],
    };
}
