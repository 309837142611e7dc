using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Wording;

/// <summary>A clock's explanation in words.</summary>
internal static class ClockTelling
{
    /// <summary>More open hours than this in one stretch are summed up; the days of the calendar are on its own page.</summary>
    private const int OpenHoursShown = 12;

    private static readonly LocalDateTimePattern s_start = LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM HH:mm:ss");
    private static readonly LocalTimePattern s_end = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public static ClockStory Tell(ClockExplanation explained, DateTimeZone zone)
    {
        var clock = explained.Clock;
        var id = clock.Metric.Id();
        var name = MetricCatalog.Has(id) ? MetricCatalog.Find(id).Name : Words.Label(id);
        var whose = clock.Path ?? clock.Team ?? clock.HoldReason;
        var title = name + (clock.Instance > 1 || clock.Metric.NeedsTarget() || clock.Metric == ClockMetric.NextReplyTime ? FormattableString.Invariant($" {clock.Instance}") : "")
            + (whose is null ? "" : $" · {whose}");
        return new(title, Words.Key(clock.Verdict), Summary(clock, zone), Stretches(explained, title));
    }

    private static string Summary(Clock clock, DateTimeZone zone)
    {
        // What nobody judges is told both ways.
        var elapsed = clock.TargetSeconds is null ? $"{Length(clock.BusinessSeconds)} of business time, {Length(clock.WallClockSeconds)} round the clock"
            : $"{Length(clock.JudgedSeconds)} {(clock.JudgedInBusinessHours ? "of business time" : "round the clock")}";
        var target = clock.TargetSeconds is { } seconds ? $", promised {Length(seconds)} (policy {clock.PolicyCode}, version {clock.PolicyVersion.ToString(CultureInfo.InvariantCulture)})" : "";
        return clock.Verdict switch
        {
            Verdict.Met => $"Kept: {elapsed}{target}.{By(clock)}",
            Verdict.Breached => $"Missed at {At(clock.BreachedAt!.Value, zone)}: {elapsed}{target}. Most of the promised time was {Owner(clock.BreachCause!.Value)}.",
            Verdict.Open => $"Running: {elapsed} so far{target}." + (clock.DueNext is { } due && clock.State == ClockState.Active ? $" Due {At(due, zone)}." : clock.State == ClockState.Paused ? " It stands still now." : ""),
            Verdict.Excluded => $"Left out of every rate ({clock.ExcludedBecause}): {elapsed}.",
            Verdict.NoPolicy => $"No policy matched: {elapsed}, judged by nobody.",
            _ => clock.State == ClockState.Closed ? $"{Words.Sentence(elapsed)}. No target.{By(clock)}" : $"{Words.Sentence(elapsed)} so far. No target.",
        };
    }

    private static string By(Clock clock) => clock.ClosedBy switch
    {
        ClosedBy.Reply => " Ended by a reply.",
        ClosedBy.Solve => " Ended by the solve.",
        ClosedBy.Leave => " Ended when it was passed on.",
        ClosedBy.Merge => " Ended by the merge.",
        _ => "",
    };

    private static Table Stretches(ClockExplanation explained, string title) => new()
    {
        Id = FormattableString.Invariant($"{explained.Clock.Metric.Id()}-{explained.Clock.Instance}"),
        Title = title,
        Columns =
        [
            new("from", "From", ColumnKind.Moment), new("to", "To", ColumnKind.Moment), new("status", "Status", ColumnKind.Text), new("what", "The clock", ColumnKind.Text),
            new("owner", "Waited on", ColumnKind.Text), new("rules", "Policy and calendar", ColumnKind.Text), new("open", OpenHours(explained), ColumnKind.Text),
            new("counted", "Counted", ColumnKind.Text), new("sum", "Sum", ColumnKind.Text),
        ],
        Rows = [.. explained.Segments.Select(segment => (IReadOnlyList<Cell>)
        [
            new Cell.Moment(segment.From),
            new Cell.Moment(segment.To),
            new Cell.Text(Words.Label(Words.Key(segment.Status)) + (segment.HoldReason is { Length: > 0 } reason ? $" ({reason})" : "")),
            new Cell.Text(What(segment)),
            new Cell.Text(segment.Effect == SegmentEffect.Adjusted ? "" : Words.Sentence(segment.Owner == TimeOwner.Agent ? "us" : Words.Key(segment.Owner).Replace('_', ' '))),
            new Cell.Text(Rules(segment)),
            Open(segment),
            new Cell.Text(Length(segment.CountedSeconds)),
            new Cell.Text(Length(segment.SumSeconds)),
        ])],
        Totals = explained.Segments.Count == 0 ? null : [new Cell.Text("Compared with the target"), null, null, null, null, null, null, new Cell.Text(Length(explained.Segments[^1].SumSeconds)), null],
        EmptyText = explained.Segments.Count == 0 ? "It ended in the second it began." : null,
    };

    /// <summary>Open hours are told in the zone they are kept in, which need not be the reader's.</summary>
    private static string OpenHours(ClockExplanation explained) => explained.Segments.Select(segment => segment.CalendarZone.Id).Distinct().ToList() switch
    {
        [] => "Open hours",
        [var zone] => $"Open hours ({zone})",
        _ => "Open hours (each in its calendar’s zone)",
    };

    private static string What(ClockSegment segment) => segment.Effect switch
    {
        SegmentEffect.Ran => segment.PolicyCode is null ? "ran, judged by no policy" : "ran",
        SegmentEffect.Paused => segment.Status switch
        {
            TicketStatus.Pending => "stood still: the customer has it",
            TicketStatus.OnHold => "stood still: on hold",
            TicketStatus.Solved or TicketStatus.Closed => "stood still: solved",
            _ => "stood still: not what it measures",
        },
        _ => segment.Rule switch
        {
            TargetChange.Reset => "another policy: counted from zero",
            TargetChange.Recompute => "another policy: counted again by its hours",
            _ => "another policy: what was counted is carried over",
        },
    };

    private static string Rules(ClockSegment segment) =>
        (segment.PolicyCode is null ? "no policy" : FormattableString.Invariant($"{segment.PolicyCode} v{segment.PolicyVersion}"))
        + FormattableString.Invariant($", {segment.CalendarCode} v{segment.CalendarVersion}")
        + (segment.TargetSeconds is { } target ? $", target {Length(target)}" : "");

    private static Cell Open(ClockSegment segment)
    {
        if (segment.Effect == SegmentEffect.Adjusted)
            return new Cell.Text("");
        if (segment.OpenHours.Count == 0)
            return new Cell.None("closed throughout");
        var shown = segment.OpenHours.Take(OpenHoursShown).Select(open =>
        {
            var (from, to) = (open.Start.InZone(segment.CalendarZone).LocalDateTime, open.End.InZone(segment.CalendarZone).LocalDateTime);
            // An interval that ends at midnight ends on its own day.
            return s_start.Format(from) + "–" + (to.Date == from.Date || to.TimeOfDay == LocalTime.Midnight ? s_end.Format(to.TimeOfDay) : s_start.Format(to));
        });
        var more = segment.OpenHours.Count - OpenHoursShown;
        return new Cell.Text(string.Join("; ", shown) + (more > 0 ? FormattableString.Invariant($"; {more} more, together {Length(segment.BusinessSeconds)}") : ""));
    }

    private static string Owner(TimeOwner owner) => owner switch
    {
        TimeOwner.Agent => "ours",
        TimeOwner.Vendor => "the vendor's",
        TimeOwner.Customer => "the customer's",
        TimeOwner.ThirdParty => "a third party's",
        _ => "outside our hours",
    };

    /// <summary>Hours, minutes and seconds to the second: what is added up by hand must not be rounded.</summary>
    private static string Length(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "−" : "")}{Math.Abs(seconds) / 3600}:{Math.Abs(seconds) / 60 % 60:00}:{Math.Abs(seconds) % 60:00} h");

    private static string At(Instant at, DateTimeZone zone) => CellText.Of(new Cell.Moment(at), zone);
}
