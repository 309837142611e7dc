using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Tests.Exports.Charts;

/// <summary>Made-up charts, one of each kind, as the report builders make them.</summary>
internal static class SampleCharts
{
    public static IReadOnlyList<ChartSpec> All => [DisputeActivity, Attainment, Opened, Backlog, Reasons, Causes, Hours, Exposure, Funnel, Bullet, Triangle, Nothing];

    public static ChartSpec DisputeActivity => new()
    {
        Id = "dispute-activity",
        Title = "Dispute activity nears the programme limit",
        Kind = ChartKind.Line,
        Categories = Months(18),
        CategoryKeys = MonthKeys(18),
        ValueKind = ColumnKind.Share,
        ValueTitle = "disputes per 100 sales of the month",
        Series =
        [
            new("Dispute activity", SeriesRole.Primary, [.. Enumerable.Range(0, 18).Select(Cell (i) => i is 5 or 6 ? new Cell.None("no payments") : new Cell.Share(40 + i * i / 5 + i % 3 * 6, 10_000, 2))]),
            new("Year before", SeriesRole.Previous, [.. Enumerable.Range(0, 18).Select(Cell (i) => new Cell.Share(38 + i % 4 * 5, 10_000, 2))]),
        ],
        Lines = [new(new Cell.Share(90, 10_000, 2), "Programme limit 0.90 %")],
        Annotations = [new(9, "Descriptor changed"), new(10, "Gateway outage on 12 February"), new(17, "Second gateway live")],
        IncompleteFrom = 16,
        AltText = "Dispute activity rose from 0.40 % in May 2025 to 1.09 % in October 2026; the limit of 0.90 % was crossed in August 2026.",
    };

    /// <summary>Six vendors around 0.90 %: one above every limit, one below, one far out at the left among few payments and yet within chance.</summary>
    public static ChartSpec Funnel => new()
    {
        Id = "funnel",
        Title = "Two of six vendors lie outside what chance explains",
        Kind = ChartKind.Funnel,
        Categories = ["Tiny Lamp", "Oakridge", "Lumora", "Brightkettle", "Alder & Finch", "Quillstone"],
        CategoryTitle = "Vendor",
        CategoryLinks = [.. Enumerable.Range(1, 6).Select(i => $"/vendors/{i}")],
        Positions = [new Cell.Count(120), new Cell.Count(900), new Cell.Count(2_000), new Cell.Count(4_100), new Cell.Count(9_000), new Cell.Count(15_000)],
        PositionTitle = "Payments",
        Series =
        [
            new("Dispute activity", SeriesRole.Primary, [new Cell.Share(3, 120, 2), new Cell.Share(9, 900, 2), new Cell.Share(60, 2_000, 2), new Cell.Share(35, 4_100, 2), new Cell.Share(40, 9_000, 2), new Cell.Share(136, 15_000, 2)]),
            new("Upper limit, 95 %", SeriesRole.Limit, [.. Positions().Select(Cell (n) => new Cell.Share((long)(1_000_000 * (0.009 + 1.96 * Math.Sqrt(0.009 / n))), 1_000_000, 2))]),
        ],
        ValueKind = ColumnKind.Share,
        ValueTitle = "disputes per payment",
        Lines = [new(new Cell.Share(90, 10_000, 2), "All vendors 0.90 %")],
        Curves =
        [
            new("95 % of vendors", CurveKind.Inner, [.. Steps().Select(n => new CurvePoint(n, 0.009 + 1.96 * Math.Sqrt(0.009 / n)))]),
            new("95 % of vendors", CurveKind.Inner, [.. Steps().Select(n => new CurvePoint(n, Math.Max(0, 0.009 - 1.96 * Math.Sqrt(0.009 / n))))]),
            new("99.8 % of vendors", CurveKind.Outer, [.. Steps().Select(n => new CurvePoint(n, 0.009 + 3.09 * Math.Sqrt(0.009 / n)))]),
        ],
        Marked = [new(2, SeriesRole.Bad), new(4, SeriesRole.Good)],
        AltText = "Dispute activity of six vendors against their payments. Lumora lies above the 99.8 % limit, Alder & Finch below the 95 % limit.",
    };

    /// <summary>Each bar with a target of its own; the last has none.</summary>
    public static ChartSpec Bullet => new()
    {
        Id = "bullet",
        Title = "One line of three is near",
        Kind = ChartKind.Bullet,
        Categories = ["Visa VAMP", "Mastercard ECM", "Discover"],
        Series =
        [
            new("Your ratio", SeriesRole.Primary, [new Cell.Share(60, 10_000, 2), new Cell.Share(140, 10_000, 2), new Cell.Share(20, 10_000, 2)]),
            new("The line", SeriesRole.Limit, [new Cell.Share(150, 10_000, 2), new Cell.Share(150, 10_000, 2), new Cell.None("no line known")]),
        ],
        ValueKind = ColumnKind.Share,
        ValueTitle = "ratio of the network",
        AltText = "Visa VAMP 0.60 % of a line at 1.50 %, Mastercard ECM 1.40 % of 1.50 %, Discover 0.20 %.",
    };

    public static ChartSpec Triangle => new()
    {
        Id = "triangle",
        Title = "Share of payments disputed, by month of sale and months since",
        Kind = ChartKind.Triangle,
        Categories = ["same month", "+1", "+2"],
        CategoryTitle = "Months since the sale",
        Series =
        [
            new("Aug 2026", SeriesRole.Primary, [new Cell.Share(10, 10_000, 2), new Cell.Share(60, 10_000, 2), new Cell.Share(90, 10_000, 2)]),
            new("Sep 2026 (still rising)", SeriesRole.Primary, [new Cell.Share(20, 10_000, 2), new Cell.Share(80, 10_000, 2), new Cell.None("not yet")]),
            new("Oct 2026 (still rising)", SeriesRole.Primary, [new Cell.Share(30, 10_000, 2), new Cell.None("not yet"), new Cell.None("not yet")]),
        ],
        IncompleteSeriesFrom = 1,
        ValueKind = ColumnKind.Share,
        ValueTitle = "share of payments",
        AltText = "August ended at 0.90 %; September and October are still rising.",
    };

    private static IEnumerable<double> Positions() => [120, 900, 2_000, 4_100, 9_000, 15_000];

    private static IEnumerable<double> Steps() => Enumerable.Range(0, 40).Select(i => 100 * Math.Pow(200, i / 39d));

    public static ChartSpec Attainment => new()
    {
        Id = "attainment",
        Title = "First reply target met in 93.1 % of tickets, below target for three weeks",
        Kind = ChartKind.Line,
        Categories = [.. Enumerable.Range(28, 16).Select(week => $"W{week}")],
        CategoryKeys = [.. Enumerable.Range(28, 16).Select(week => $"2026-W{week}")],
        ValueKind = ColumnKind.Share,
        ValueTitle = "tickets met",
        Series =
        [
            new("P1", SeriesRole.Primary, Shares(968, 971, 965, 960, 958, 962, 955, 950, 957, 953, 948, 944, 940, 935, 933, 931)),
            new("P2", SeriesRole.Second, Shares(950, 955, 952, 958, 961, 957, 955, 953, 951, 955, 958, 957, 953, 950, 952, 955)),
            new("P3 and P4", SeriesRole.Third, Shares(980, 982, 979, 978, 981, 983, 980, 979, 978, 977, 975, 978, 976, 975, 973, 972)),
        ],
        Lines = [new(new Cell.Share(95, 100), "Target 95.0 %")],
        AltText = "P1 fell from 96.8 % to 93.1 % over sixteen weeks; the target is 95 %.",
    };

    public static ChartSpec Opened => new()
    {
        Id = "opened",
        Title = "Ticket volume is 12 % above September",
        Kind = ChartKind.Columns,
        Categories = [.. Enumerable.Range(1, 31).Select(day => $"{day} Oct")],
        CategoryKeys = [.. Enumerable.Range(1, 31).Select(day => $"2026-10-{day:00}")],
        ValueKind = ColumnKind.Count,
        ValueTitle = "tickets created",
        Series =
        [
            new("October", SeriesRole.Primary, [.. Enumerable.Range(1, 31).Select(Cell (day) => new Cell.Count(900 + day % 7 * 140 + day * 9))]),
            new("September", SeriesRole.Previous, [.. Enumerable.Range(1, 31).Select(Cell (day) => day == 31 ? new Cell.None("no such day") : new Cell.Count(860 + (day + 2) % 7 * 130 + day * 5))]),
        ],
        Annotations = [new(11, "Gateway outage")],
        IncompleteFrom = 29,
        AltText = "About 1,500 tickets a day in October 2026, 12 % more than in September.",
    };

    public static ChartSpec Backlog => new()
    {
        Id = "backlog",
        Title = "Backlog older than a week has doubled since August",
        Kind = ChartKind.StackedColumns,
        Categories = Months(12),
        CategoryKeys = MonthKeys(12),
        ValueKind = ColumnKind.Count,
        ValueTitle = "open tickets at month end",
        Series =
        [
            new("under 1 day", SeriesRole.Primary, Counts(310, 320, 300, 315, 330, 340, 335, 350, 360, 345, 370, 380)),
            new("1 to 7 days", SeriesRole.Third, Counts(150, 160, 155, 150, 170, 165, 180, 175, 190, 210, 220, 240)),
            new("over 7 days", SeriesRole.Second, Counts(60, 62, 58, 61, 65, 63, 66, 64, 80, 95, 118, 131)),
        ],
        IncompleteFrom = 11,
        AltText = "Open tickets rose from 520 to 751; those older than seven days from 60 to 131.",
    };

    public static ChartSpec Reasons => new()
    {
        Id = "reasons",
        Title = "Not received is the first reason, unrecognised the fastest growing",
        Kind = ChartKind.Bars,
        Categories = ["Product not received", "Transaction not recognised", "Subscription cancelled", "Credit not processed", "Duplicate", "Other reasons (7)"],
        ValueKind = ColumnKind.Count,
        ValueTitle = "disputes in October",
        Series =
        [
            new("October", SeriesRole.Primary, Counts(412, 318, 201, 96, 41, 25)),
            new("September", SeriesRole.Previous, Counts(388, 190, 214, 101, 44, 31)),
        ],
        AltText = "Product not received 412, transaction not recognised 318 (190 in September), subscription cancelled 201.",
    };

    public static ChartSpec Causes => new()
    {
        Id = "causes",
        Title = "Disputed and won value per gateway",
        Kind = ChartKind.Columns,
        Categories = ["Northgate Payments", "Blue Harbor", "PayLane Europe", "Cardinal"],
        ValueKind = ColumnKind.Money,
        ValueTitle = "value",
        Series =
        [
            new("Disputed", SeriesRole.Primary, [new Cell.Money(12_045_000, "EUR"), new Cell.Money(8_710_050, "EUR"), new Cell.Money(4_102_500, "EUR"), new Cell.Money(950_000, "EUR")]),
            new("Won back", SeriesRole.Good, [new Cell.Money(4_003_000, "EUR"), new Cell.Money(2_210_000, "EUR"), new Cell.Money(1_800_010, "EUR"), new Cell.Money(120_000, "EUR")]),
        ],
        AltText = "Northgate Payments 120,450 EUR disputed and 40,030 EUR won back; the others less.",
    };

    public static ChartSpec Hours => new()
    {
        Id = "hours",
        Title = "Tickets arrive on Monday mornings and weekday evenings",
        Kind = ChartKind.Heatmap,
        Categories = [.. Enumerable.Range(0, 24).Select(hour => $"{hour:00}")],
        ValueKind = ColumnKind.Count,
        ValueTitle = "tickets created per hour",
        CategoryTitle = "hour of the day",
        Series = [.. new[] { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" }.Select((day, d) => new ChartSeries(day, SeriesRole.Primary,
            [.. Enumerable.Range(0, 24).Select(Cell (hour) => hour == 3 && d == 6 ? new Cell.None("hour skipped by the clock change") : new Cell.Count((long)(120 * Math.Exp(-Math.Pow(hour - 10, 2) / 18) * (d < 5 ? 1.4 - d * 0.1 : 0.4) + 70 * Math.Exp(-Math.Pow(hour - 19, 2) / 8))))]))],
        AltText = "Most tickets arrive on Mondays between 9 and 12, with a second peak at 19 every day.",
    };

    public static ChartSpec Exposure => new()
    {
        Id = "reply-times",
        Title = "Half of the tickets wait under an hour, one in ten over nine",
        Kind = ChartKind.Line,
        Categories = [.. Enumerable.Range(1, 31).Select(day => $"{day} Oct")],
        CategoryKeys = [.. Enumerable.Range(1, 31).Select(day => $"2026-10-{day:00}")],
        ValueKind = ColumnKind.Duration,
        ValueTitle = "time to first reply",
        Series =
        [
            new("9 in 10", SeriesRole.Second, [.. Enumerable.Range(1, 31).Select(Cell (day) => new Cell.Duration(28_000 + day % 7 * 1_900 + day * 120))]),
            new("Half", SeriesRole.Primary, [.. Enumerable.Range(1, 31).Select(Cell (day) => new Cell.Duration(2_100 + day % 7 * 300 + day * 20))]),
        ],
        AltText = "The median is about 50 minutes, the 90th percentile about nine and a half hours.",
    };

    public static ChartSpec Nothing => new()
    {
        Id = "nothing",
        Title = "No disputes were decided in this period",
        Kind = ChartKind.Line,
        Categories = Months(6),
        ValueKind = ColumnKind.Share,
        ValueTitle = "won",
        Series = [new("Won", SeriesRole.Primary, [.. Enumerable.Range(0, 6).Select(Cell (_) => new Cell.None("not yet decided"))])],
        AltText = "No dispute was decided.",
    };

    private static IReadOnlyList<Cell> Shares(params long[] thousandths) => [.. thousandths.Select(Cell (value) => new Cell.Share(value, 1000))];

    private static IReadOnlyList<Cell> Counts(params long[] values) => [.. values.Select(Cell (value) => new Cell.Count(value))];

    private static IReadOnlyList<string> Months(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new LocalDate(2026, 11, 1).PlusMonths(i - count).ToString("MMM uu", System.Globalization.CultureInfo.InvariantCulture))];

    private static IReadOnlyList<string> MonthKeys(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new LocalDate(2026, 11, 1).PlusMonths(i - count).ToString("uuuu-MM", System.Globalization.CultureInfo.InvariantCulture))];
}
