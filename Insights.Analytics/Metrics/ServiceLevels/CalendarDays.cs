using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A calendar version with its layers applied: asked for a local date, it answers the merged open intervals of that date.</summary>
internal sealed class CalendarDays
{
    private static readonly DayInterval[] s_open = [DayInterval.WholeDay];
    private static readonly DayInterval[] s_closed = [];

    private readonly CalendarDefinition _definition;
    private readonly DayInterval[][] _week = new DayInterval[8][];
    private readonly Dictionary<LocalDate, DayInterval[]> _special = [];

    public CalendarDays(CalendarDefinition definition)
    {
        _definition = definition;
        var week = Enumerable.Range(0, 8).Select(_ => new List<DayInterval>()).ToArray();
        foreach (var (day, intervals) in definition.Hours)
        {
            foreach (var each in intervals)
            {
                // An overnight shift is stored as two, so that a holiday or an exception on the second date takes the part after midnight.
                var tomorrow = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1;
                week[(int)day].Add(each.IsOvernight ? each with { End = DayInterval.SecondsPerDay } : each);
                if (each.IsOvernight)
                    week[(int)tomorrow].Add(each with { Start = 0 });
            }
        }

        for (var day = 1; day <= 7; day++)
            _week[day] = definition.AlwaysOpen ? s_open : DayInterval.Merge(week[day]);
        foreach (var date in SpecialDates())
            _special[date] = Compute(date);
    }

    public DateTimeZone Zone => _definition.Zone;

    public DayInterval[] OpenOn(LocalDate date)
    {
        if (_special.Count > 0 && _special.TryGetValue(date, out var special))
            return special;
        if (_definition.YearlyHolidays.Count > 0 && _definition.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day)))
            return s_closed;
        if (_definition.YearlyBreaks.Count > 0 && (OfYear(date) is not null || OfYear(date.PlusDays(-1)) is not null))
            return Compute(date);
        return _week[(int)date.DayOfWeek];
    }

    private IEnumerable<LocalDate> SpecialDates() =>
        _definition.Exceptions.Where(pair => pair.Value.Any(each => each.IsOvernight)).Select(pair => pair.Key.PlusDays(1))
            .Concat(_definition.Breaks.Where(pair => pair.Value.Any(each => each.IsOvernight)).Select(pair => pair.Key.PlusDays(1)))
            .Concat(_definition.Exceptions.Keys)
            .Concat(_definition.Breaks.Keys)
            .Concat(_definition.Holidays)
            .Distinct();

    private DayInterval[] Compute(LocalDate date)
    {
        if (_definition.Holidays.Contains(date) || _definition.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day)))
            return s_closed;
        var open = OfDate(_definition.Exceptions, date) is { } own ? Evenings(own) : _week[(int)date.DayOfWeek];
        // The night shift of an exception adds its morning to the next date and leaves that date's own hours alone.
        var mornings = Mornings(OfDate(_definition.Exceptions, date.PlusDays(-1)));
        var cuts = Evenings(OfDate(_definition.Breaks, date) ?? []).Concat(Mornings(OfDate(_definition.Breaks, date.PlusDays(-1))))
            .Concat(Evenings(OfYear(date) ?? [])).Concat(Mornings(OfYear(date.PlusDays(-1))));
        return DayInterval.Cut(DayInterval.Merge(open.Concat(mornings)), DayInterval.Merge(cuts));
    }

    private IReadOnlyList<DayInterval>? OfYear(LocalDate date) =>
        _definition.YearlyBreaks.TryGetValue(new AnnualDate(date.Month, date.Day), out var intervals) ? intervals : null;

    private static IReadOnlyList<DayInterval>? OfDate(IReadOnlyDictionary<LocalDate, IReadOnlyList<DayInterval>> map, LocalDate date) =>
        map.TryGetValue(date, out var intervals) ? intervals : null;

    private static IEnumerable<DayInterval> Evenings(IReadOnlyList<DayInterval> intervals) =>
        intervals.Select(each => each.IsOvernight ? each with { End = DayInterval.SecondsPerDay } : each);

    private static IEnumerable<DayInterval> Mornings(IReadOnlyList<DayInterval>? intervals) =>
        (intervals ?? []).Where(each => each.IsOvernight).Select(each => each with { Start = 0 });
}
