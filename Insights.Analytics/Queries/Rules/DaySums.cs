using System.Globalization;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Queries.Rules;

/// <summary>What a clock counted, day by day of its calendar: what a person adds up with the calendar on the wall.</summary>
internal static class DaySums
{
    /// <summary>Days listed; a longer wait is summed up.</summary>
    private const int MostDays = 100;

    private static readonly LocalTimePattern s_time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public static Table Of(ClockExplanation told)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        var (sum, left) = (0L, 0);
        foreach (var (date, zone, hours, counted) in Days(told))
        {
            sum += counted;
            if (rows.Count >= MostDays)
            {
                left++;
                continue;
            }

            rows.Add([new Cell.Date(date), new Cell.Text(hours), new Cell.Text(zone), new Cell.Text(Length(counted)), new Cell.Text(Length(sum))]);
        }

        return new()
        {
            Id = FormattableString.Invariant($"days-{told.Clock.Metric.Id()}-{told.Clock.Instance}"),
            Title = "Day by day",
            Columns =
            [
                new("day", "Day", ColumnKind.Date), new("hours", "Counted hours", ColumnKind.Text), new("zone", "Zone", ColumnKind.Text), new("counted", "Counted", ColumnKind.Text), new("sum", "Sum", ColumnKind.Text),
            ],
            Rows = rows,
            Totals = rows.Count == 0 ? null : [new Cell.Text("Together"), null, null, new Cell.Text(Length(sum)), null],
            Cap = left == 0 ? null : FormattableString.Invariant($"The first {MostDays} days; {left} more days are in the sum."),
            EmptyText = "Nothing is counted.",
        };
    }

    /// <summary>Hours, minutes and seconds, never rounded.</summary>
    public static string Length(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "−" : "")}{Math.Abs(seconds) / 3600}:{Math.Abs(seconds) / 60 % 60:00}:{Math.Abs(seconds) % 60:00} h");

    private static IEnumerable<(LocalDate Date, string Zone, string Hours, long Counted)> Days(ClockExplanation told)
    {
        var days = new List<(LocalDate Date, string Zone, List<string> Hours, long Counted)>();
        foreach (var segment in told.Segments)
        {
            if (segment.Effect == SegmentEffect.Adjusted && segment.CountedSeconds != 0)
            {
                Add(segment.From.InZone(segment.CalendarZone).Date, segment.CalendarZone.Id, "another policy took over: " + segment.Rule, segment.CountedSeconds);
                continue;
            }

            if (segment.CountedSeconds == 0)
                continue;
            // Round the clock, every second of the stretch counts; by business hours, the open ones.
            var inBusinessHours = segment.CountedSeconds == segment.BusinessSeconds;
            foreach (var open in inBusinessHours ? segment.OpenHours : [new Interval(segment.From, segment.To)])
            {
                var start = open.Start;
                while (start < open.End)
                {
                    var local = start.InZone(segment.CalendarZone);
                    var midnight = local.Date.PlusDays(1).AtStartOfDayInZone(segment.CalendarZone).ToInstant();
                    var end = Instant.Min(midnight, open.End);
                    var until = end == midnight ? "24:00:00" : s_time.Format(end.InZone(segment.CalendarZone).TimeOfDay);
                    Add(local.Date, segment.CalendarZone.Id, s_time.Format(local.TimeOfDay) + "–" + until, (long)(end - start).TotalSeconds);
                    start = end;
                }
            }
        }

        return days.Select(day => (day.Date, day.Zone, string.Join(", ", day.Hours), day.Counted));

        void Add(LocalDate date, string zone, string hours, long counted)
        {
            if (days.Count > 0 && days[^1].Date == date && days[^1].Zone == zone)
            {
                days[^1].Hours.Add(hours);
                days[^1] = days[^1] with { Counted = days[^1].Counted + counted };
            }
            else
            {
                days.Add((date, zone, [hours], counted));
            }
        }
    }
}
