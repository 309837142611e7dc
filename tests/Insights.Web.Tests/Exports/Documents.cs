using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Tests.Exports;

/// <summary>Documents for the writers: one by hand that bends nothing, and as many random ones as there are seeds.</summary>
internal static class Documents
{
    public static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    public static readonly Instant MadeAt = Instant.FromUtc(2026, 11, 2, 7, 30);

    /// <summary>Two vendors: 12 of 400 and 3 of 600 payments disputed; 1,234.50 EUR and 100.05 EUR.</summary>
    public static ReportDocument Hand() => With(
        new Block.Paragraph("Disputes rose in October."),
        new Block.Bullets([new("Vendor A has 12 disputes, 5 more than in September.", "/rows/disputes?vendor=a"), new("=SUM(A1) is only text.")]),
        new Block.Tiles(
        [
            new Tile
            {
                MetricId = "dispute_activity", Label = "Dispute activity", Value = new Cell.Share(15, 1000, 2), Delta = new Cell.Points(0.004, 2),
                ComparedTo = "vs September 2026", Judgement = Judgement.Bad, N = 1000, Link = "/rows/disputes?period=last-month",
            },
            new Tile { MetricId = "first_reply_time", Label = "First reply", Value = new Cell.Duration(2460), Delta = new Cell.Duration(-540), ComparedTo = "vs September 2026", Judgement = Judgement.Good, N = 12, Note = "small sample" },
            new Tile { MetricId = "win_rate", Label = "Win rate", Value = new Cell.None("nothing decided") },
        ]),
        new Block.Chart(Columns()),
        new Block.ChartPair(Line(), Heatmap()),
        new Block.DataTable(Vendors()));

    public static Table Vendors() => new()
    {
        Id = "vendors",
        Title = "Disputes by vendor",
        Columns =
        [
            new("vendor", "Vendor", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("activity", "Dispute activity", ColumnKind.Share),
            new("disputed", "Disputed", ColumnKind.Money), new("median", "Median age", ColumnKind.Duration), new("last", "Last dispute", ColumnKind.Date), new("due", "Next due", ColumnKind.Moment),
        ],
        Rows =
        [
            [
                new Cell.Text("Anna & Söhne") { Link = "/rows/disputes?vendor=a" }, new Cell.Count(12), new Cell.Share(12, 400), new Cell.Money(123_450, "EUR"), new Cell.Duration(90_061),
                new Cell.Date(new LocalDate(2026, 10, 31)), new Cell.Moment(Instant.FromUtc(2026, 11, 3, 13, 5)),
            ],
            [
                new Cell.Text("=cmd|' /C calc'!A0"), new Cell.Count(3), new Cell.Share(3, 600), new Cell.Money(10_005, "EUR"), new Cell.Duration(59),
                new Cell.Date(new LocalDate(2026, 10, 2)), new Cell.None("none open"),
            ],
        ],
        Totals = [new Cell.Text("Total"), new Cell.Count(15), new Cell.Share(15, 1000), new Cell.Money(133_455, "EUR"), null, null, null],
    };

    public static ChartSpec Columns() => new()
    {
        Id = "by-month",
        Title = "Disputes by month",
        Kind = ChartKind.Columns,
        Categories = ["Aug", "Sep", "Oct"],
        CategoryKeys = ["2026-08", "2026-09", "2026-10"],
        Series =
        [
            new("Disputes", SeriesRole.Primary, [new Cell.Count(9), new Cell.Count(10), new Cell.Count(15)]),
            new("A year before", SeriesRole.Previous, [new Cell.Count(8), new Cell.None("no data"), new Cell.Count(7)]),
        ],
        ValueKind = ColumnKind.Count,
        ValueTitle = "disputes",
        CategoryTitle = "Month",
        Lines = [new(new Cell.Count(12), "Limit")],
        IncompleteFrom = 2,
        AltText = "Disputes rose from 9 in August to 15 in October.",
        Annotations = [new(1, "Gateway outage")],
    };

    public static ChartSpec Line() => new()
    {
        Id = "reply",
        Title = "First reply, median and p90",
        Kind = ChartKind.Line,
        Categories = ["W40", "W41"],
        Series =
        [
            new("Median", SeriesRole.Primary, [new Cell.Duration(1800), new Cell.Duration(2460)]),
            new("p90", SeriesRole.Second, [new Cell.Duration(7200), new Cell.Duration(9000)]),
        ],
        ValueKind = ColumnKind.Duration,
        ValueTitle = "time",
        AltText = "Median 30 min, then 41 min.",
    };

    public static ChartSpec Heatmap() => new()
    {
        Id = "arrivals",
        Title = "When tickets arrive",
        Kind = ChartKind.Heatmap,
        Categories = ["00", "01", "02"],
        Series = [new("Mon", SeriesRole.Primary, [new Cell.Count(1), new Cell.Count(2), new Cell.Count(3)]), new("Tue", SeriesRole.Primary, [new Cell.Count(4), new Cell.Count(5), new Cell.Count(6)])],
        ValueKind = ColumnKind.Count,
        ValueTitle = "tickets",
        AltText = "Most tickets arrive on Tuesday at 2.",
    };

    public static ReportDocument With(params Block[] blocks) => new()
    {
        Id = "chargebacks",
        Title = "Chargebacks",
        Headline = "Dispute activity rose to 1.5 %, +0.4 points vs September",
        Sections = [new Section { Id = "main", Title = "Main", Blocks = blocks }],
        Filters = [new("Period", "1 Oct 2026 to 31 Oct 2026"), new("Vendor", "A, B")],
        WorkspaceName = "Market & Co",
        Zone = Berlin,
        AsOf = Instant.FromUtc(2026, 11, 1, 22, 0),
        MadeAt = MadeAt,
        Scope = "All vendors",
        Freshness = [new("stripe", Instant.FromUtc(2026, 11, 1, 22, 0), 0), new("zendesk", null, 3)],
        Definitions =
        [
            new MetricDefinition
            {
                Id = "dispute_activity", Name = "Dispute activity", Area = MetricArea.Chargebacks, Unit = MetricUnit.Percent, Polarity = Polarity.LowerIsBetter, DateBasis = "dispute date",
                Definition = "Disputes of the period per successful payment of the period.", Formula = "disputes ÷ successful payments", Example = "10 of 1,000 = 1.0 %", Rows = "disputes",
            },
        ],
        Footnotes = ["Counted by dispute date."],
    };

    /// <summary>A document with a table of random columns and cells, awkward texts included.</summary>
    public static ReportDocument Random(int seed)
    {
        var random = new Random(seed);
        var kinds = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (ColumnKind)random.Next(8)).ToList();
        var rows = Enumerable.Range(0, random.Next(0, 12)).Select(_ => (IReadOnlyList<Cell>)[.. kinds.Select(kind => RandomCell(random, kind))]).ToList();
        var table = new Table
        {
            Id = "t" + seed,
            Title = RandomText(random) is { Length: > 0 } title ? title : "Table",
            Columns = [.. kinds.Select((kind, i) => new Column($"c{i}", random.Next(3) == 0 ? "Same title" : $"Column {i}", kind))],
            Rows = rows,
            Totals = random.Next(2) == 0 ? null : [.. kinds.Select(kind => Total(random, kind, rows, kinds))],
            Cap = random.Next(3) == 0 ? $"first {rows.Count} of 12,345" : null,
        };
        var tile = new Tile { MetricId = "m", Label = RandomText(random), Value = RandomCell(random, (ColumnKind)random.Next(8)), Delta = new Cell.Points((random.NextDouble() - 0.5) / 10, random.Next(3)), N = random.Next(100) };
        return With(new Block.Tiles([tile]), new Block.DataTable(table));
    }

    private static Cell? Total(Random random, ColumnKind kind, List<IReadOnlyList<Cell>> rows, List<ColumnKind> kinds)
    {
        var column = kinds.IndexOf(kind);
        return kind switch
        {
            ColumnKind.Count => new Cell.Count(rows.Sum(row => row[column] is Cell.Count count ? count.Value : 0)),
            ColumnKind.Share => new Cell.Share(random.Next(10), 10),
            ColumnKind.Money => new Cell.Money(random.Next(-1000, 1000), "USD"),
            _ => null,
        };
    }

    private static Cell RandomCell(Random random, ColumnKind kind)
    {
        if (random.Next(8) == 0)
            return new Cell.None("no payments");
        return kind switch
        {
            ColumnKind.Text => new Cell.Text(RandomText(random)),
            ColumnKind.Count => new Cell.Count(random.Next(5) == 0 ? random.NextInt64(10_000_000_000) : random.Next(-5, 2000)),
            ColumnKind.Share => new Cell.Share(random.Next(0, 500), random.Next(0, 500), random.Next(0, 4)),
            ColumnKind.Points => new Cell.Points((random.NextDouble() - 0.5) / (random.Next(2) == 0 ? 5 : 5000), random.Next(0, 3)),
            ColumnKind.Money => new Cell.Money(random.NextInt64(-10_000_000, 10_000_000), new[] { "EUR", "JPY", "KWD", "USD" }[random.Next(4)]),
            ColumnKind.Duration => new Cell.Duration(random.Next(4) == 0 ? -random.Next(5000) : random.Next(3_000_000)),
            ColumnKind.Date => new Cell.Date(new LocalDate(2020, 1, 1).PlusDays(random.Next(-60_000, 4000))),
            _ => new Cell.Moment(Instant.FromUtc(2026, 10, 24, 0, 0).Plus(Duration.FromSeconds(random.Next(200_000)))),
        };
    }

    private static readonly string[] Awkward =
    [
        "", "=1+1", "+49 30 1234", "-5", "@here", "\tlead", "\rlead", "a;b,c", "say \"hi\"", "two\nlines", " spaced ", "_x0041_ stays", "control \u0001 \u000B", "&<>'", "Ünïcödé 漢字 😀", "lone \uD800 half", "'quoted", "Total", "–",
        "it's [a/b]: \\ * ?", "Disputes whose evidence is due within seven days",
    ];

    private static string RandomText(Random random) => Awkward[random.Next(Awkward.Length)];
}
