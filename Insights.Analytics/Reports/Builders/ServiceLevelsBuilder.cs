using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The support lead's screen: are we keeping our promises, where not, how slow are we, and when do we need people.</summary>
internal sealed class ServiceLevelsBuilder(ReportSources sources) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown =
        [Numbers.Attainment, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.FirstReply, Numbers.FirstReplyP90, Numbers.Resolution];

    private static readonly MetricDefinition[] Asked = [.. Shown, Numbers.ResolutionP90, Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog];

    public string Id => "service-levels";
    public string Title => "Service levels";
    public string Audience => "Support leads: are we meeting our targets, where not, and why?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        // A day decides too few clocks for a rate; a week is the shortest bucket that says something.
        var bucket = filter.Range.Days <= 14 ? Bucket.Day : filter.Range.Days <= 400 ? Bucket.Week : Bucket.Month;
        var answers = await Answers.AskAsync(sources, setting, Asked, bucket, cancel);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Shown);
        var per = Periods.BucketName(bucket);
        var attainment = ChartMaker.OverTime("attainment", $"Targets met per {per}, against the goal", ChartKind.Line, "share of targets met", setting,
            [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], answers.Previous(Numbers.Attainment), [ServiceLevelGoal.Line]);
        var missed = Missed(setting, answers.Series(Numbers.Attainment));
        var reply = ChartMaker.OverTime("first-reply", $"First reply time per {per}: median and p90", ChartKind.Line, "business time", setting,
            [new("Median", SeriesRole.Primary, Numbers.FirstReply, answers.Series(Numbers.FirstReply)), new("p90", SeriesRole.Second, Numbers.FirstReplyP90, answers.Series(Numbers.FirstReplyP90))]);
        var resolution = ChartMaker.OverTime("resolution", $"Full resolution time per {per}: median and p90", ChartKind.Line, "business time", setting,
            [new("Median", SeriesRole.Primary, Numbers.Resolution, answers.Series(Numbers.Resolution)), new("p90", SeriesRole.Second, Numbers.ResolutionP90, answers.Series(Numbers.ResolutionP90))]);
        var backlog = ChartMaker.OverTime("backlog", $"Tickets created and solved per {per}", ChartKind.Line, "tickets", setting,
            [new("Created", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated)), new("Solved", SeriesRole.Second, Numbers.TicketsSolved, answers.Series(Numbers.TicketsSolved))]);

        var all = await sources.ServiceLevels.AttainmentAsync(filter, scope, cancel: cancel);
        List<Section> sections =
        [
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown), new Block.Paragraph(Reconciliation(all))] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings)] },
            new() { Id = "targets", Title = "Are we meeting targets?", Blocks = [new Block.Chart(attainment), new Block.ChartPair(missed, await DistributionAsync(setting, cancel))] },
            new() { Id = "speed", Title = "How slow are we?", Blocks = [new Block.ChartPair(reply, resolution)] },
            new() { Id = "arrivals", Title = "When do we need people?", Blocks = [new Block.Chart(await ArrivalsAsync(setting, cancel)), new Block.Chart(backlog)] },
            new() { Id = "where", Title = "Where do we miss them?", Wide = true, Blocks = await TablesAsync(setting, cancel) },
        ];
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.Attainment, answers.Now(Numbers.Attainment)), sections, Asked,
            ["A rate is met ÷ (met + breached) over clocks decided in the period. Open in time, excluded, without policy and unmeasured clocks are counted beside it and enter no rate."]);
    }

    /// <summary>Every clock is somewhere in this line; its numbers add up.</summary>
    internal static string Reconciliation(IReadOnlyList<AttainmentLine> lines)
    {
        var (met, breached, open) = (lines.Sum(line => line.Met), lines.Sum(line => line.Breached), lines.Sum(line => line.OpenInTime));
        var (excluded, noPolicy, unmeasured) = (lines.Sum(line => line.Excluded), lines.Sum(line => line.NoPolicy), lines.Sum(line => line.Unmeasured));
        var total = lines.Sum(line => line.Total);
        return total == 0
            ? "No clock was decided in this period."
            : FormattableString.Invariant($"{Words.Count(total, "clock", "clocks")} = {met:N0} met + {breached:N0} breached + {open:N0} open in time + {excluded:N0} excluded + {noPolicy:N0} without policy + {unmeasured:N0} unmeasured.");
    }

    private static ChartSpec Missed(ReportSetting setting, MetricSeries series)
    {
        var spec = ChartMaker.OverTime("missed", $"Targets missed per {Periods.BucketName(series.Bucket)}", ChartKind.Columns, "targets missed", setting,
            [new("Missed", SeriesRole.Bad, Numbers.Attainment, series)]);
        var missed = series.Points.Select(point => point.Value.HasValue ? new Cell.Count((point.Value.Denominator ?? 0) - (point.Value.Numerator ?? 0)) : (Cell)new Cell.None("nothing decided")).ToList();
        var total = missed.OfType<Cell.Count>().Sum(cell => cell.Value);
        return spec with
        {
            Series = [new("Missed", SeriesRole.Bad, missed)],
            ValueKind = ColumnKind.Count,
            AltText = $"{Words.Count(total, "target", "targets")} missed {setting.InPeriod}; most in one {Periods.BucketName(series.Bucket)}: {Words.Value(missed.OfType<Cell.Count>().MaxBy(cell => cell.Value) ?? new Cell.Count(0))}.",
        };
    }

    private async Task<ChartSpec> DistributionAsync(ReportSetting setting, CancellationToken cancel)
    {
        var bins = await sources.ServiceLevels.DistributionAsync("first_reply_time", setting.Filter, setting.Scope, cancel);
        var late = bins.Where(bin => bin.From >= 1).Sum(bin => bin.Count);
        var total = bins.Sum(bin => bin.Count);
        return new ChartSpec
        {
            Id = "distribution",
            Title = "First replies relative to their target",
            Kind = ChartKind.Columns,
            Categories = [.. bins.Select(Label)],
            CategoryTitle = "Time used of the target",
            Series = [new("First replies", SeriesRole.Primary, [.. bins.Select(bin => new Cell.Count(bin.Count))])],
            ValueKind = ColumnKind.Count,
            ValueTitle = "first replies",
            AltText = total == 0 ? $"No first reply was decided {setting.InPeriod}." : $"{Words.Count(late, "first reply", "first replies")} of {Words.Value(new Cell.Count(total))} took longer than the target.",
        };
    }

    private static string Label(TargetBin bin) => bin.To is { } to
        ? FormattableString.Invariant($"{(bin.From >= 1 ? $"{bin.From:0.##}× to {to:0.##}×" : $"up to {to * 100:0} %")}")
        : FormattableString.Invariant($"over {bin.From:0.##}×");

    private async Task<ChartSpec> ArrivalsAsync(ReportSetting setting, CancellationToken cancel)
    {
        string[] days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        var hours = await sources.Arrivals.ByHourAsync(setting.Filter, setting.Scope, cancel);
        var (day, hour) = Enumerable.Range(0, 7 * 24).Select(i => (Day: i / 24, Hour: i % 24)).MaxBy(at => hours[at.Day][at.Hour]);
        return new ChartSpec
        {
            Id = "arrivals",
            Title = "Tickets created by weekday and hour",
            Kind = ChartKind.Heatmap,
            Categories = [.. Enumerable.Range(0, 24).Select(h => FormattableString.Invariant($"{h:00}"))],
            CategoryTitle = $"Hour ({setting.Workspace.ReportingZone.Id})",
            Series = [.. days.Select((name, i) => new ChartSeries(name, SeriesRole.Primary, [.. hours[i].Select(count => new Cell.Count(count))]))],
            ValueKind = ColumnKind.Count,
            ValueTitle = "tickets",
            AltText = FormattableString.Invariant($"Most tickets arrive on {days[day]} between {hour:00}:00 and {hour + 1:00}:00: {hours[day][hour]:N0} {setting.InPeriod}."),
        };
    }

    private async Task<IReadOnlyList<Block>> TablesAsync(ReportSetting setting, CancellationToken cancel)
    {
        var blocks = new List<Block>();
        foreach (var (by, title) in new[] { ("policy", "By policy"), ("metric", "By kind of target"), ("priority", "By priority"), ("team", "By team"), ("channel", "By channel") })
        {
            var lines = await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, by, cancel: cancel);
            blocks.Add(new Block.DataTable(Attainment("attainment-by-" + by, title, by, setting, lines)));
        }
        return blocks;
    }

    internal static Table Attainment(string id, string title, string by, ReportSetting setting, IReadOnlyList<AttainmentLine> lines)
    {
        // Policies and kinds of target are no filter of the rows screen, so their numbers carry no link.
        var isDimension = ReportFilter.Dimensions.Contains(by);
        List<Cell> Row(string label, ReportFilter? filter, AttainmentLine line) =>
        [
            new Cell.Text(label),
            new Cell.Count(line.Met) { Link = filter is null ? null : RowLinks.To(RowSets.ClocksMet, filter) },
            new Cell.Count(line.Breached),
            new Cell.Share(line.Met, line.Met + line.Breached) { Link = filter is null ? null : RowLinks.To(RowSets.ClocksDecided, filter) },
            new Cell.Count(line.OpenInTime),
            new Cell.Count(line.Excluded),
            new Cell.Count(line.NoPolicy),
            new Cell.Count(line.Unmeasured),
            new Cell.Count(line.Total),
        ];
        var sum = new AttainmentLine("all", "Total", lines.Sum(line => line.Met), lines.Sum(line => line.Breached), lines.Sum(line => line.OpenInTime), lines.Sum(line => line.Excluded), lines.Sum(line => line.NoPolicy), lines.Sum(line => line.Unmeasured));
        return new Table
        {
            Id = id,
            Title = title,
            Columns =
            [
                new(by, Words.Label(by == "metric" ? "target" : by), ColumnKind.Text), new("met", "Met", ColumnKind.Count), new("breached", "Breached", ColumnKind.Count), new("attainment", "Met, share", ColumnKind.Share),
                new("open_in_time", "Open in time", ColumnKind.Count), new("excluded", "Excluded", ColumnKind.Count), new("no_policy", "No policy", ColumnKind.Count), new("unmeasured", "Unmeasured", ColumnKind.Count), new("total", "All", ColumnKind.Count),
            ],
            Rows = [.. lines.OrderBy(line => line.Attainment.Value ?? 2).ThenBy(line => line.Label, StringComparer.Ordinal).Select(line => Row(by is "policy" or "team" ? line.Label : Words.Label(line.Label), isDimension ? setting.Filter.With(by, line.Key) : null, line))],
            Totals = lines.Count == 0 ? null : Row("Total", setting.Filter, sum),
            EmptyText = lines.Count == 0 ? $"No clock was decided {setting.InPeriod}." : null,
        };
    }
}
