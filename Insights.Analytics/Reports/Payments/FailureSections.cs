using System.Globalization;
using Insights.Analytics.Metrics.Payments;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Payments;

/// <summary>Why payments fail, where, when, and what customers did next.</summary>
internal static class FailureSections
{
    private const int Codes = 15;
    private const int Bins = 12;

    public static async Task<IReadOnlyList<Section>> OfAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        new() { Id = "why", Title = "Why payments fail", Wide = true, Blocks = await WhyAsync(page, cancel) },
        new() { Id = "next", Title = "What customers did next", Wide = true, Blocks = await NextAsync(page, cancel) },
        new() { Id = "where", Title = "Where payments fail", Wide = true, Blocks = await WhereAsync(page, cancel) },
        new() { Id = "when", Title = "When payments fail", Blocks = await WhenAsync(page, cancel) },
    ];

    private static async Task<IReadOnlyList<Block>> WhyAsync(PaymentSetting page, CancellationToken cancel)
    {
        var causes = await page.Sources.Metrics.BreakdownAsync(Numbers.FailedPayments.Id, "cause", page.Filter, page.Setting.Scope, 20, cancel);
        var total = causes.Total.Numerator ?? 0;
        var firmness = await page.FacetAsync(PaymentSplit.Firmness, cancel);
        var orders = await page.FacetAsync(PaymentSplit.Orders, cancel);
        var abandoned = await page.FacetAsync(PaymentSplit.Abandoned, cancel);
        var rows = causes.Members.Select(member =>
        {
            var soft = firmness?.Where(line => line.Members[1] == member.Key).ToList();
            var ofCause = orders?.Where(line => line.Members[0] == member.Key).ToList();
            return (IReadOnlyList<Cell>)
            [
                new Cell.Text(Cause(member.Key)),
                page.Rows(Numbers.FailedPayments, member.Value.Numerator ?? 0, ("cause", member.Key)),
                new Cell.Share(member.Value.Numerator ?? 0, total),
                soft is null ? new Cell.None("not split by these filters") : new Cell.Text(Told(soft)),
                ofCause is null ? new Cell.None("not split by these filters") : page.Rows(Numbers.FailedOrders, ofCause.Sum(line => line.Count), ("cause", member.Key)),
                ofCause is null || ofCause.Count == 0 ? new Cell.None("no orders") : new Cell.Share(ofCause.Where(line => line.Members[2] == "1").Sum(line => line.Count), ofCause.Sum(line => line.Count)),
            ];
        }).ToList();
        List<Block> blocks =
        [
            new Block.DataTable(new()
            {
                Id = "causes", Title = "Failed payments by cause",
                Columns = [new("cause", "Cause", ColumnKind.Text), new("failed", "Failed payments", ColumnKind.Count), new("share", "Share", ColumnKind.Share), new("firmness", "Soft or hard", ColumnKind.Text), new("orders", "Failed orders that began with it", ColumnKind.Count), new("recovered", "Of them paid within a week", ColumnKind.Share)],
                Rows = rows,
                Totals = rows.Count == 0 ? null : [new Cell.Text("Total"), page.Rows(Numbers.FailedPayments, total), null, null, null, null],
                EmptyText = rows.Count == 0 ? $"No payment failed {page.Setting.InPeriod}." : null,
            }),
            new Block.Paragraph(SoftAndHard(firmness, abandoned)),
        ];
        if (await page.FacetAsync(PaymentSplit.Codes, cancel) is not { } codes)
            blocks.Add(PaymentSetting.NotSplit("What providers answered, code by code,", "gateway, cause"));
        else if (codes.Count > 0)
            blocks.Add(new Block.DataTable(CodeTable(page, codes)));
        return blocks;
    }

    private static Table CodeTable(PaymentSetting page, IReadOnlyList<FacetLine> codes) => new()
    {
        Id = "codes",
        Title = "What providers answered, and what it is counted as",
        Columns = [new("gateway", "Gateway", ColumnKind.Text), new("code", "Provider's code", ColumnKind.Text), new("cause", "Counted as", ColumnKind.Text), new("firmness", "Soft or hard", ColumnKind.Text), new("failed", "Failed payments", ColumnKind.Count)],
        Rows =
        [
            .. codes.Take(Codes).Select(line => (IReadOnlyList<Cell>)
            [
                new Cell.Text(line.Members[0]), line.Members[1] == ReportFilter.Unknown ? new Cell.None("no code given") : new Cell.Text(line.Members[1]), new Cell.Text(Cause(line.Members[2])),
                new Cell.Text(FirmnessWord(Firmness.Of(line.Members[1], line.Members[2]))),
                page.Rows(Numbers.FailedPayments, line.Count, ("gateway", line.Members[0]), ("code", line.Members[1]), ("cause", line.Members[2])),
            ]),
        ],
        Totals = [new Cell.Text("Total"), null, null, null, page.Rows(Numbers.FailedPayments, codes.Sum(line => line.Count))],
        Cap = codes.Count > Codes ? FormattableString.Invariant($"The {Codes} most frequent of {codes.Count}.") : null,
    };

    private static async Task<IReadOnlyList<Block>> NextAsync(PaymentSetting page, CancellationToken cancel)
    {
        var next = await page.Sources.Metrics.BreakdownAsync(Numbers.FailedOrders.Id, "next", page.Filter, page.Setting.Scope, 10, cancel);
        var recovered = (await page.Sources.Metrics.BreakdownAsync(Numbers.RecoveryRate.Id, "next", page.Filter, page.Setting.Scope, 10, cancel)).Members.ToDictionary(member => member.Key, member => member.Value);
        var total = next.Total.Numerator ?? 0;
        return
        [
            new Block.DataTable(new()
            {
                Id = "next", Title = "The first thing that happened after the first failure, within seven days",
                Columns = [new("next", "What came next", ColumnKind.Text), new("orders", "Failed orders", ColumnKind.Count), new("share", "Share", ColumnKind.Share), new("recovered", "Paid in the end", ColumnKind.Share)],
                Rows =
                [
                    .. next.Members.Select(member => (IReadOnlyList<Cell>)
                    [
                        new Cell.Text(Words.Sentence(PaymentTelling.Next(member.Key))), page.Rows(Numbers.FailedOrders, member.Value.Numerator ?? 0, ("next", member.Key)), new Cell.Share(member.Value.Numerator ?? 0, total),
                        recovered.TryGetValue(member.Key, out var rate) ? TableMaker.Linked(Numbers.RecoveryRate, rate, page.Filter.With("next", member.Key)) : new Cell.None("none"),
                    ]),
                ],
                Totals = total == 0 ? null : [new Cell.Text("Total"), page.Rows(Numbers.FailedOrders, total), null, TableMaker.Linked(Numbers.RecoveryRate, page.Answers.Now(Numbers.RecoveryRate), page.Filter)],
                EmptyText = total == 0 ? $"No order failed {page.Setting.InPeriod}." : null,
            }),
            new Block.DataTable(TableMaker.ByCurrency("value", "What was recovered, and what was not, by currency", page.Setting, [Numbers.RecoveredValue, Numbers.LostOrderValue], page.Answers.All)),
            new Block.Paragraph("An order whose first failure is less than seven days old may still be paid. “Left” means that nothing more is known of it: the customer may have bought elsewhere, or through a way that is not imported."),
        ];
    }

    private static async Task<IReadOnlyList<Block>> WhereAsync(PaymentSetting page, CancellationToken cancel)
    {
        var metrics = new[] { Numbers.FailedPayments, Numbers.ApprovalRate, Numbers.FailedOrders, Numbers.RecoveryRate };
        List<Block> blocks = [];
        foreach (var (by, title) in new[] { ("gateway", "By gateway"), ("method", "By method"), ("brand", "By card network"), ("country", "By country of the card's issuer") })
            blocks.Add(new Block.DataTable(await page.ByAsync("failures-by-" + by, title, by, metrics, 12, by is "method" or "brand" ? Words.Label : null, cancel)));
        if (page.IsStaff)
            blocks.Add(new Block.DataTable(await page.ByAsync("failures-by-vendor", "By vendor", "vendor", metrics, 30, null, cancel)));
        if (await page.FacetAsync(PaymentSplit.Bins, cancel) is not { } bins)
            blocks.Add(PaymentSetting.NotSplit("Failure by card BIN", "card network"));
        else
            blocks.Add(new Block.DataTable(BinTable(page.Filter, bins)));
        return blocks;
    }

    internal static Table BinTable(ReportFilter filter, IReadOnlyList<FacetLine> bins)
    {
        var shown = bins.Where(line => !ProportionInterval.IsSmall(line.Base)).OrderByDescending(line => (double)line.Count / line.Base).ToList();
        return new()
        {
            Id = "bins",
            Title = "Card BINs that fail most often, of those with 30 attempts or more",
            Columns = [new("bin", "BIN", ColumnKind.Text), new("brand", "Network", ColumnKind.Text), new("failed", "Failed payments", ColumnKind.Count), new("attempts", "Attempts", ColumnKind.Count), new("rate", "Failed", ColumnKind.Share)],
            Rows = [.. shown.Take(Bins).Select(line => (IReadOnlyList<Cell>)[new Cell.Text(line.Members[0]), new Cell.Text(Words.Label(line.Members[1])), new Cell.Count(line.Count) { Link = Of(RowSets.PaymentsFailed, line) }, new Cell.Count(line.Base) { Link = Of(RowSets.PaymentsAttempts, line) }, new Cell.Share(line.Count, line.Base)])],
            Cap = shown.Count > Bins ? FormattableString.Invariant($"The first {Bins} of {shown.Count}.") : null,
            EmptyText = shown.Count == 0 ? "No BIN has 30 attempts in this period." : null,
        };

        string Of(string rowSet, FacetLine line) => RowLinks.To(rowSet, filter.With("bin", line.Members[0]).With("brand", line.Members[1]));
    }

    private static async Task<IReadOnlyList<Block>> WhenAsync(PaymentSetting page, CancellationToken cancel)
    {
        if (await page.FacetAsync(PaymentSplit.Hours, cancel) is not { } hours)
            return [PaymentSetting.NotSplit("Failure by hour", "hour of the week")];
        var byHour = hours.ToDictionary(line => int.Parse(line.Members[0], CultureInfo.InvariantCulture));
        var step = byHour.Values.Count(line => !ProportionInterval.IsSmall(line.Base)) >= 84 ? 1 : 4;
        var cells = Enumerable.Range(0, 7).Select(day => Enumerable.Range(0, 24 / step).Select(block =>
        {
            var among = Enumerable.Range((day * 24) + (block * step), step).Select(hour => byHour.GetValueOrDefault(hour)).OfType<FacetLine>().ToList();
            var (failed, tried) = (among.Sum(line => line.Count), among.Sum(line => line.Base));
            return ProportionInterval.IsSmall(tried)
                ? (Cell)new Cell.None(tried == 0 ? "no attempts" : FormattableString.Invariant($"n = {tried}: too few for a rate"))
                : new Cell.Share(failed, tried, 0) { Link = RowLinks.To(RowSets.PaymentsFailed, page.Filter.With("hour", [.. Enumerable.Range((day * 24) + (block * step), step).Select(WeekHours.Key)])) };
        }).ToList()).ToList();
        var known = cells.SelectMany((row, day) => row.Select((cell, block) => (Cell: cell as Cell.Share, Day: day, Block: block))).Where(each => each.Cell is not null).ToList();
        var worst = known.Count == 0 ? default : known.MaxBy(each => (double)each.Cell!.Numerator / each.Cell.Denominator);
        return
        [
            new Block.Chart(new()
            {
                Id = "hours",
                Title = "Share of attempts that failed, by hour of the week",
                Kind = ChartKind.Heatmap,
                Categories = [.. Enumerable.Range(0, 24 / step).Select(block => Hours(block, step))],
                CategoryTitle = $"Hour ({page.Setting.Workspace.ReportingZone.Id})",
                Series = [.. WeekHours.Days.Select((name, day) => new ChartSeries(name, SeriesRole.Primary, cells[day]))],
                ValueKind = ColumnKind.Share,
                ValueTitle = "share of attempts that failed; – where fewer than 30 were made",
                AltText = known.Count == 0 ? "Too few attempts for a rate by hour." : $"Most fails on {WeekHours.Days[worst.Day]} {Hours(worst.Block, step)}: {Words.Value(worst.Cell)}.",
            }),
        ];
    }

    private static string Hours(int block, int step) => step == 1 ? FormattableString.Invariant($"{block:00}") : FormattableString.Invariant($"{block * step:00}–{(block + 1) * step:00}");

    internal static string Cause(string key) => key == ReportFilter.Unknown ? "Not mapped" : Words.Label(key);

    private static string Told(List<FacetLine> lines)
    {
        var words = lines.GroupBy(line => line.Members[0]).OrderByDescending(group => group.Sum(line => line.Count)).Select(group => (Word: FirmnessWord(group.Key), Count: group.Sum(line => line.Count))).ToList();
        return words.Count == 1 ? words[0].Word : string.Join(", ", words.Select(one => FormattableString.Invariant($"{one.Word} {one.Count:N0}")));
    }

    internal static string FirmnessWord(string firmness) => firmness switch { Firmness.Soft => "soft", Firmness.Hard => "hard", _ => "not mapped" };

    private static string SoftAndHard(IReadOnlyList<FacetLine>? firmness, IReadOnlyList<FacetLine>? abandoned)
    {
        if (firmness is null)
            return "Soft and hard failures are kept by cause and vendor: take the other filters away to see them.";
        long Of(string word) => firmness.Where(line => line.Members[0] == word).Sum(line => line.Count);
        var total = firmness.Sum(line => line.Count);
        var text = total == 0 ? "Nothing failed." : FormattableString.Invariant(
            $"{Words.Percent((double)Of(Firmness.Soft) / total)} of failures were soft: the same details may pass another time. {Words.Percent((double)Of(Firmness.Hard) / total)} were hard: the customer has to change something. {Of(Firmness.NotMapped):N0} came with a code or cause that is not mapped; they are counted as such and never guessed.");
        var given = abandoned?.Sum(line => line.Count) ?? 0;
        return given == 0 ? text : text + FormattableString.Invariant($" Besides, {Words.Count(given, "attempt was", "attempts were")} cancelled, most of them given up at the till: nobody refused them, so they are in no rate.");
    }
}
