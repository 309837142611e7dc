using System.Globalization;
using Insights.Web.Portal;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Insights.Web.Delivery.Schedules;

/// <summary>When a subscription falls due: local times of one zone. Pure: the working days are handed in.</summary>
/// <param name="Weekday">Weekly.</param>
/// <param name="WorkingDay">Monthly: from 1. A month with fewer has its last one.</param>
internal sealed record Schedule(Cadence Cadence, IsoDayOfWeek Weekday, int WorkingDay, LocalTime At, DateTimeZone Zone)
{
    /// <summary>The most working days a month can have.</summary>
    public const int MostWorkingDays = 23;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    // A time that the spring's clock change leaves out is as much later as the clock jumps; one that comes twice in autumn is the first of the two, and only that.
    private static readonly ZoneLocalMappingResolver ClockChanges = Resolvers.LenientResolver;

    /// <summary>Waits for data besides the time.</summary>
    public bool WaitsForData => Cadence is Cadence.DayComplete or Cadence.WeekComplete or Cadence.MonthComplete;

    /// <exception cref="ArgumentException">What is stored is no schedule.</exception>
    public static Schedule Of(Subscription subscription) => new(
        Enum.Parse<Cadence>(subscription.Cadence),
        (IsoDayOfWeek)subscription.Weekday,
        subscription.WorkingDay,
        LocalTime.FromMinutesSinceMidnight(subscription.Minute),
        DateTimeZoneProviders.Tzdb[subscription.Zone]);

    /// <summary>The first time after an instant.</summary>
    public Instant Next(Instant after, Func<LocalDate, bool> isWorkingDay)
    {
        // The day before as well: 02:30 of a day whose clocks change may lie further on than its date says.
        var date = after.InZone(Zone).Date.PlusDays(-1);
        while (true)
        {
            date = NextDate(date, isWorkingDay);
            var due = date.At(At).InZone(Zone, ClockChanges).ToInstant();
            if (due > after)
                return due;
            date = date.PlusDays(1);
        }
    }

    public IReadOnlyList<Instant> NextFive(Instant after, Func<LocalDate, bool> isWorkingDay)
    {
        var runs = new List<Instant>(5);
        for (var from = after; runs.Count < 5; from = runs[^1])
            runs.Add(Next(from, isWorkingDay));
        return runs;
    }

    /// <summary>The last time at or before an instant, looked for from an earlier one: after days without power one run makes up for all that were missed.</summary>
    public Instant LastUpTo(Instant now, Instant from, Func<LocalDate, bool> isWorkingDay)
    {
        var last = from;
        for (var next = Next(last, isWorkingDay); next <= now; next = Next(next, isWorkingDay))
            last = next;
        return last;
    }

    /// <summary>The day on which the period that must be complete has just ended: data has to reach its beginning.</summary>
    public LocalDate DayAfterPeriod(Instant due) => due.InZone(Zone).Date;

    /// <summary>"Mondays at 07:00, Europe/Berlin".</summary>
    public string Words => Cadence switch
    {
        Cadence.Daily => "Every day at ",
        Cadence.Weekly => Weekday + "s at ",
        Cadence.Monthly => Ordinal(WorkingDay) + " working day of the month at ",
        Cadence.DayComplete => "Each day, once yesterday is complete, from ",
        Cadence.WeekComplete => "Mondays, once last week is complete, from ",
        _ => "Each month, once last month is complete, from ",
    } + Clock.Format(At) + ", " + Zone.Id;

    public static string TimeText(int minute) => Clock.Format(LocalTime.FromMinutesSinceMidnight(minute));

    /// <summary>Null when it is no time of day.</summary>
    public static int? Minutes(string? text) => Clock.Parse(text?.Trim() ?? "").TryGetValue(default, out var time) ? (time.Hour * 60) + time.Minute : null;

    private LocalDate NextDate(LocalDate from, Func<LocalDate, bool> isWorkingDay) => Cadence switch
    {
        Cadence.Weekly => from.PlusDays(-1).Next(Weekday),
        Cadence.WeekComplete => from.PlusDays(-1).Next(IsoDayOfWeek.Monday),
        Cadence.MonthComplete => from.Day == 1 ? from : from.With(DateAdjusters.StartOfMonth).PlusMonths(1),
        Cadence.Monthly => NthWorkingDay(from.ToYearMonth(), isWorkingDay) is var day && day >= from ? day : NthWorkingDay(from.ToYearMonth().PlusMonths(1), isWorkingDay),
        _ => from,
    };

    private LocalDate NthWorkingDay(YearMonth month, Func<LocalDate, bool> isWorkingDay)
    {
        var days = month.ToDateInterval();
        var working = days.Where(isWorkingDay).Take(WorkingDay).ToList();
        return working.Count == 0 ? days.End : working[^1];
    }

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture) + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
