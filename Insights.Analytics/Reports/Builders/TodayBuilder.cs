using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Builders;

/// <summary>What the support lead opens in the morning: what is about to be missed, what has been, what waits on whom, who has how much.</summary>
internal sealed class TodayBuilder(ReportSources sources, IDeskQueries desk) : IReportBuilder
{
    /// <summary>Rows of a list on the page; its title leads to all of them.</summary>
    private const int Listed = 12;

    private static readonly LocalDateTimePattern s_second = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu HH:mm:ss");
    private static readonly LocalDateTimePattern s_hour = LocalDateTimePattern.CreateWithInvariantCulture("HH");

    private static readonly string[] s_tiles =
    [
        RowSets.NowAtRisk, RowSets.NowDue, RowSets.NowBreached, RowSets.NowUnheard,
        RowSets.NowWaitsOnUs, RowSets.NowWaitsOnCustomer, RowSets.NowWaitsOnVendor, RowSets.NowWaitsOnProvider,
    ];

    /// <summary>What of a row fits beside each other on the page; the list itself has every column.</summary>
    private static readonly string[] s_clockColumns = ["id", "left", "used", "date", "metric", "priority", "subject", "vendor", "team", "agent"];

    private static readonly string[] s_caseColumns = ["id", "vendor", "subject", "priority", "team", "agent", "replied", "unheard"];

    public string Id => "today";
    public string Title => "Today";
    public string Audience => "Support leads: what is about to be missed, what has been, and what waits on whom?";
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        // A filter carried along from another screen may name what cases do not carry: zeros would then be a lie.
        if (!setting.HasData || DeskConditions.Lacking(filter, scope).Count > 0)
            return Frame.Nothing(this, setting, []);
        var now = await desk.NowAsync(filter, scope, cancel);
        var at = s_second.Format(now.At.InZone(setting.Workspace.ReportingZone).LocalDateTime);
        List<Section> sections =
        [
            new() { Id = "now", Title = "Now", Blocks = [new Block.Tiles([.. s_tiles.Select(rows => Tile(rows, now, filter))])] },
            new()
            {
                Id = "about-to-breach",
                Title = "About to breach",
                Wide = true,
                Blocks =
                [
                    await ListAsync(RowSets.NowAtRisk, "At risk, least time left first", "No running target has used up its warning share.", s_clockColumns, now.AtRisk, filter, scope, cancel),
                    await ListAsync(RowSets.NowDue, "Next deadlines", "No deadline falls into the next 24 hours.", s_clockColumns, now.Due, filter, scope, cancel),
                    new Block.Chart(Deadlines(now, setting)),
                ],
            },
            new()
            {
                Id = "breached",
                Title = "Breached and still open",
                Wide = true,
                Blocks = [await ListAsync(RowSets.NowBreached, "Latest first", "No target is missed and still open.", s_clockColumns, now.Breached, filter, scope, cancel)],
            },
            new()
            {
                Id = "unheard",
                Title = "Paused though the customer has answered",
                Wide = true,
                Blocks = [await ListAsync(RowSets.NowUnheard, "Longest unheard first", "No case waits for a customer who has already answered.", s_caseColumns, now.Unheard, filter, scope, cancel)],
            },
            new() { Id = "load", Title = "Who has how much", Blocks = [Load("agent", "By agent", now.ByAgent, filter), Load("tier", "By support tier", now.ByTier, filter)] },
        ];
        var document = Frame.Document(
            this, setting, Headline(now, setting), sections, [.. s_tiles.Append(RowSets.NowUnsolved).Select(MetricCatalog.OfRows)],
            [
                "Targets missed are marked by the clock itself: nobody has to touch a case for it to appear here.",
                "“Left” and “Used” count business or wall-clock time, whichever the policy judges by; a negative time left is how far the target is exceeded.",
                "Agents and tiers stand in the order of their names, those with fewer than 30 unsolved cases below the others: how many cases a person has is no measure of them.",
            ],
            $"As of {at} {setting.Workspace.ReportingZone.GetZoneInterval(now.At).Name}.");
        // Nothing here is counted by a period.
        return document with { MadeAt = now.At, Filters = [new("As of", at), .. document.Filters.Where(one => one.Label is not ("Period" or "Compared with"))] };
    }

    private static string Headline(DeskNow now, ReportSetting setting)
    {
        var next = now.Next is { } deadline ? $"the next deadline is in {Words.Value(new Cell.Duration(Math.Max(0, (long)(deadline - setting.Now).TotalSeconds)))}" : "no deadline within 24 hours";
        return (now.AtRisk, now.Breached) switch
        {
            (0, 0) => Words.Sentence($"nothing is at risk or overdue; {next}"),
            (0, _) => $"{Words.Sentence(Words.Count(now.Breached, "target is", "targets are"))} overdue, none at risk; {next}",
            (_, 0) => $"{Words.Sentence(Words.Count(now.AtRisk, "target is", "targets are"))} at risk, none overdue; {next}",
            _ => $"{Words.Sentence(Words.Count(now.AtRisk, "target is", "targets are"))} at risk and {Words.Value(new Cell.Count(now.Breached))} overdue; {next}",
        };
    }

    private static Tile Tile(string rowSet, DeskNow now, ReportFilter filter)
    {
        var metric = MetricCatalog.OfRows(rowSet);
        var link = RowLinks.To(rowSet, filter);
        var value = rowSet switch
        {
            RowSets.NowAtRisk => now.AtRisk,
            RowSets.NowDue => now.Due,
            RowSets.NowBreached => now.Breached,
            RowSets.NowUnheard => now.Unheard,
            RowSets.NowWaitsOnUs => now.Waits.OnUs,
            RowSets.NowWaitsOnCustomer => now.Waits.OnCustomer,
            RowSets.NowWaitsOnVendor => now.Waits.OnVendor,
            _ => now.Waits.OnProvider,
        };
        return new Tile
        {
            MetricId = metric.Id,
            Label = metric.Name,
            Value = new Cell.Count(value) { Link = link },
            Note = rowSet is RowSets.NowAtRisk or RowSets.NowDue or RowSets.NowBreached ? "targets" : rowSet is RowSets.NowUnheard ? "cases" : $"of {Words.Count(now.Waits.All, "unsolved case", "unsolved cases")}",
            Link = link,
        };
    }

    private async Task<Block> ListAsync(string rowSet, string title, string empty, string[] columns, long total, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var page = await sources.Rows.PageAsync(new() { RowSet = rowSet, Filter = filter, Size = Listed, KnownTotal = total }, scope, cancel);
        int[] kept = [.. columns.Select(key => page.Table.Columns.ToList().FindIndex(column => column.Key == key))];
        return new Block.DataTable(new()
        {
            Id = rowSet.Replace('.', '-'),
            Title = title,
            Columns = [.. kept.Select(at => page.Table.Columns[at])],
            Rows = [.. page.Table.Rows.Select(row => (IReadOnlyList<Cell>)[.. kept.Select(at => row[at])])],
            Cap = page.Total > page.Table.Rows.Count ? $"First {page.Table.Rows.Count} of {Words.Value(new Cell.Count(page.Total))}." : null,
            EmptyText = empty,
        });
    }

    private static ChartSpec Deadlines(DeskNow now, ReportSetting setting)
    {
        var zone = setting.Workspace.ReportingZone;
        return new ChartSpec
        {
            Id = "deadlines",
            Title = "Deadlines of the next 24 hours",
            Kind = ChartKind.Columns,
            Categories = [.. now.Deadlines.Select(hour => s_hour.Format(hour.From.InZone(zone).LocalDateTime))],
            CategoryTitle = $"Hour ({zone.Id})",
            Series = [new("Deadlines", SeriesRole.Primary, [.. now.Deadlines.Select(hour => new Cell.Count(hour.Deadlines))])],
            ValueKind = ColumnKind.Count,
            ValueTitle = "targets due",
            AltText = now.Due == 0
                ? "No deadline falls into the next 24 hours."
                : $"{Words.Sentence(Words.Count(now.Due, "deadline", "deadlines"))} in the next 24 hours; most between {Busiest(now, zone)}.",
        };
    }

    private static string Busiest(DeskNow now, DateTimeZone zone)
    {
        var from = now.Deadlines.MaxBy(hour => hour.Deadlines)!.From.InZone(zone).LocalDateTime;
        return $"{s_hour.Format(from)}:00 and {s_hour.Format(from.PlusHours(1))}:00";
    }

    private static Block.DataTable Load(string by, string title, IReadOnlyList<DeskLoad> lines, ReportFilter filter)
    {
        IReadOnlyList<Cell> Row(string label, ReportFilter member, long open, long atRisk, long breached) =>
        [
            new Cell.Text(label),
            new Cell.Count(open) { Link = RowLinks.To(RowSets.NowUnsolved, member) },
            new Cell.Count(atRisk) { Link = RowLinks.To(RowSets.NowAtRisk, member) },
            new Cell.Count(breached) { Link = RowLinks.To(RowSets.NowBreached, member) },
        ];
        // In the order of names, those with few cases below: how many of a handful are late says nothing.
        var ordered = lines.OrderBy(line => ProportionInterval.IsSmall(line.Open)).ToList();
        var small = ordered.FindIndex(line => ProportionInterval.IsSmall(line.Open));
        // Where that is true of every line, it is said once.
        var allSmall = small == 0;
        return new(new Table
        {
            Id = "load-by-" + by,
            Title = title,
            Columns = [new(by, Words.Label(by), ColumnKind.Text), new("open", "Unsolved cases", ColumnKind.Count), new("at_risk", "Targets at risk", ColumnKind.Count), new("breached", "Targets overdue", ColumnKind.Count)],
            Rows = [.. ordered.Select(line => Row((line.Member == ReportFilter.Unknown ? $"No {by}" : line.Member) + (ProportionInterval.IsSmall(line.Open) && !allSmall ? " (n < 30)" : ""), filter.With(by, line.Member), line.Open, line.AtRisk, line.Breached))],
            SmallFrom = small <= 0 ? null : small,
            Cap = allSmall ? "Every line rests on fewer than 30 cases (n < 30)." : null,
            Totals = lines.Count == 0 ? null : Row("All", filter, lines.Sum(line => line.Open), lines.Sum(line => line.AtRisk), lines.Sum(line => line.Breached)),
            EmptyText = "No case is unsolved.",
        });
    }
}
