using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>How cases move and come back.</summary>
internal static class FlowTables
{
    public static async Task<Table> TierPathsAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel = default)
    {
        var paths = await sources.Flow.TierPathsAsync(setting.Filter, setting.Scope, cancel);
        return new Table
        {
            Id = "tier-paths",
            Title = "Who passes to whom, and how long tickets lay there before",
            Columns =
            [
                new("from", "From", ColumnKind.Text), new("to", "To", ColumnKind.Text), new("stays", "Stays", ColumnKind.Count),
                new("business_median", "Median", ColumnKind.Duration, "business"), new("business_p90", "p90", ColumnKind.Duration, "business"),
                new("wall_median", "Median", ColumnKind.Duration, "24/7"), new("wall_p90", "p90", ColumnKind.Duration, "24/7"),
            ],
            Rows = [.. paths.Select(path => (IReadOnlyList<Cell>)
            [
                new Cell.Text(path.From + (path.Stays < 30 ? " (n < 30)" : "")),
                new Cell.Text(path.To ?? "solved there"),
                new Cell.Count(path.Stays) { Link = RowLinks.To(RowSets.ClocksMeasured, setting.Filter.With("metric", "tier_time").With("party", path.Key)) },
                .. new[] { path.Business.Median, path.Business.P90, path.WallClock.Median, path.WallClock.P90 }.Select(seconds => seconds is { } value ? (Cell)new Cell.Duration(value) : new Cell.None("nothing measured")),
            ])],
            EmptyText = paths.Count == 0 ? $"No ticket was passed from tier to tier {setting.InPeriod}." : null,
        };
    }

    public static async Task<IReadOnlyList<Block>> ChainsAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel = default)
    {
        var chains = await sources.Flow.ChainsAsync(setting.Filter, setting.Scope, 10, cancel);
        if (chains.Longest.Count == 0)
            return [new Block.Paragraph($"No ticket went on from a closed one {setting.InPeriod}.")];
        return
        [
            new Block.Paragraph(Words.Sentence(Words.Join([.. chains.ByLength.Select(each => FormattableString.Invariant($"{Words.Count(each.Chains, "chain", "chains")} of {each.Tickets} tickets"))])) + ", counted to their first ticket, whenever that was."),
            new Block.DataTable(new Table
            {
                Id = "chains",
                Title = "Longest chains of follow-ups",
                Columns = [new("first", "First ticket", ColumnKind.Text), new("last", "Last ticket", ColumnKind.Text), new("tickets", "Tickets", ColumnKind.Count), new("from", "From", ColumnKind.Moment), new("to", "To", ColumnKind.Moment)],
                Rows = [.. chains.Longest.Select(chain => (IReadOnlyList<Cell>)
                [
                    Ticket(chain.Tickets[0]), Ticket(chain.Tickets[^1]), new Cell.Count(chain.Tickets.Count), new Cell.Moment(chain.Tickets[0].CreatedAt), new Cell.Moment(chain.Tickets[^1].CreatedAt),
                ])],
            }),
        ];
    }

    /// <summary>Shares of one set of metrics by one dimension, each with its interval's counts behind it.</summary>
    public static async Task<Table> SatisfactionAsync(ReportSources sources, ReportSetting setting, string by, CancellationToken cancel = default)
    {
        var good = await sources.Metrics.BreakdownAsync(Numbers.Satisfaction.Id, by, setting.Filter, setting.Scope, 100, cancel);
        var answered = (await sources.Metrics.BreakdownAsync(Numbers.SatisfactionResponse.Id, by, setting.Filter, setting.Scope, 100, cancel));
        var rates = answered.Members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        List<Cell> Row(string label, ReportFilter filter, MetricResult? rating, MetricResult? response) =>
        [
            new Cell.Text(label),
            Share(Numbers.Satisfaction, rating, filter),
            new Cell.Count(rating?.Denominator ?? 0) { Link = RowLinks.To(RowSets.TicketsRated, filter) },
            rating is { Denominator: > 0 } rated ? AttainmentTables.Interval(new Ratio(rated.Numerator ?? 0, rated.Denominator.Value)) : new Cell.None("no ratings"),
            Share(Numbers.SatisfactionResponse, response, filter),
            new Cell.Count(response?.Denominator ?? 0) { Link = RowLinks.To(RowSets.TicketsAsked, filter) },
        ];
        var ratings = good.Members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        var members = answered.Members.OrderBy(member => (ratings.GetValueOrDefault(member.Key)?.Denominator ?? 0) < 30).ThenBy(member => member.Label, StringComparer.Ordinal).ToList();
        var small = members.FindIndex(member => (ratings.GetValueOrDefault(member.Key)?.Denominator ?? 0) < 30);
        return new Table
        {
            Id = "satisfaction-by-" + by,
            Title = "Satisfaction by " + by,
            Columns =
            [
                new(by, Words.Label(by), ColumnKind.Text), new("satisfaction", "Good, share", ColumnKind.Share), new("rated", "Ratings", ColumnKind.Count), new("interval", "95 % interval", ColumnKind.Text),
                new("response", "Answered, share", ColumnKind.Share), new("asked", "Asked", ColumnKind.Count),
            ],
            Rows = [.. members.Select((member, i) => Row((by is "team" or "vendor" ? member.Label : Words.Label(member.Label)) + (small >= 0 && i >= small ? " (n < 30)" : ""), setting.Filter.With(by, member.Key), ratings.GetValueOrDefault(member.Key), rates[member.Key]))],
            SmallFrom = small < 0 ? null : small,
            Totals = members.Count == 0 ? null : Row("Total", setting.Filter, good.Total, answered.Total),
            EmptyText = members.Count == 0 ? $"No customer of a ticket solved {setting.InPeriod} was asked." : null,
        };
    }

    private static Cell Share(MetricDefinition metric, MetricResult? result, ReportFilter filter) =>
        result is { HasValue: true } ? TableMaker.Linked(metric, result, filter) : new Cell.None("nothing to divide by");

    private static Cell.Text Ticket(ChainedTicket ticket) => new Cell.Text(ticket.TicketRef) { Link = RowDetailLinks.To(RowKind.Tickets, ticket.SourceId, ticket.TicketRef) };
}
