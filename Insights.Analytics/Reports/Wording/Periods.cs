using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Days as people name them: "October 2026" rather than a range, wherever whole months or years are meant.</summary>
internal static class Periods
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");
    private static readonly LocalDatePattern DayAndMonth = LocalDatePattern.CreateWithInvariantCulture("d MMMM");
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("MMMM uuuu");
    private static readonly LocalDatePattern ShortDay = LocalDatePattern.CreateWithInvariantCulture("d MMM");
    private static readonly LocalDatePattern ShortDayAndYear = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    private static readonly LocalDatePattern ShortMonth = LocalDatePattern.CreateWithInvariantCulture("MMM uuuu");

    /// <summary>"October 2026" · "2026" · "May 2025 to October 2026" · "12 October 2026" · "1 to 15 October 2026" · "28 September to 27 October 2026".</summary>
    public static string Name(DateRange range)
    {
        var (from, to) = (range.From, range.To);
        if (IsMonths(range))
        {
            if (from.Year == to.Year && from.Month == to.Month)
                return Month.Format(from);
            return from.Year == to.Year && from.Month == 1 && to.Month == 12 ? Month.Format(from)["January ".Length..] : $"{Month.Format(from)} to {Month.Format(to)}";
        }
        if (from == to)
            return Day.Format(from);
        if (from.Year == to.Year && from.Month == to.Month)
            return FormattableString.Invariant($"{from.Day} to {Day.Format(to)}");
        return from.Year == to.Year ? $"{DayAndMonth.Format(from)} to {Day.Format(to)}" : $"{Day.Format(from)} to {Day.Format(to)}";
    }

    /// <summary>The same with short months where the days are not whole months: for tiles and headlines.</summary>
    public static string Short(DateRange range)
    {
        var (from, to) = (range.From, range.To);
        if (IsMonths(range))
            return Name(range);
        if (from == to)
            return ShortDayAndYear.Format(from);
        return from.Year == to.Year && from.Month == to.Month
            ? FormattableString.Invariant($"{from.Day} to {ShortDayAndYear.Format(to)}")
            : from.Year == to.Year ? $"{ShortDay.Format(from)} to {ShortDayAndYear.Format(to)}" : $"{ShortDayAndYear.Format(from)} to {ShortDayAndYear.Format(to)}";
    }

    /// <summary>Inside a sentence: "in October 2026" · "on 12 October 2026" · "from 28 September to 27 October 2026".</summary>
    public static string In(DateRange range) =>
        range.From == range.To ? "on " + Name(range)
        : IsMonth(range) || (IsMonths(range) && range.Days is 365 or 366 && range.From.Month == 1) ? "in " + Name(range)
        : "from " + Name(range);

    /// <summary>A short label for one bucket on an axis.</summary>
    public static string Label(DateRange days, Bucket bucket) => bucket == Bucket.Month ? ShortMonth.Format(days.From) : ShortDay.Format(days.From);

    /// <summary>Whole calendar months: the only periods that programmes and monthly reports speak of.</summary>
    public static bool IsMonth(DateRange range) => range.From.Day == 1 && range.To == range.From.With(DateAdjusters.EndOfMonth);

    private static bool IsMonths(DateRange range) => range.From.Day == 1 && range.To == range.To.With(DateAdjusters.EndOfMonth);

    /// <summary>One bucket inside a sentence: "in Oct 2026" · "in the week of 5 Oct" · "on 5 Oct".</summary>
    public static string InBucket(DateRange days, Bucket bucket) => bucket switch { Bucket.Day => "on ", Bucket.Week => "in the week of ", _ => "in " } + Label(days, bucket);

    /// <summary>Buckets that leave between a dozen and about forty points.</summary>
    public static Bucket BucketFor(DateRange range) => range.Days switch { <= 45 => Bucket.Day, <= 200 => Bucket.Week, _ => Bucket.Month };

    public static string BucketName(Bucket bucket) => bucket switch { Bucket.Day => "day", Bucket.Week => "week", _ => "month" };
}
