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
    private static readonly LocalDatePattern ShortMonth = LocalDatePattern.CreateWithInvariantCulture("MMM uu");

    /// <summary>"October 2026" · "2026" · "May 2025 to October 2026" · "12 October 2026" · "1 to 15 October 2026" · "28 September to 27 October 2026".</summary>
    public static string Name(DateRange range)
    {
        var (from, to) = (range.From, range.To);
        if (from.Day == 1 && to == to.With(DateAdjusters.EndOfMonth))
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

    /// <summary>A short label for one bucket on an axis.</summary>
    public static string Label(DateRange days, Bucket bucket) => bucket == Bucket.Month ? ShortMonth.Format(days.From) : ShortDay.Format(days.From);

    /// <summary>Whole calendar months: the only periods that programmes and monthly reports speak of.</summary>
    public static bool IsMonth(DateRange range) => range.From.Day == 1 && range.To == range.From.With(DateAdjusters.EndOfMonth);

    /// <summary>Buckets that leave between a dozen and about forty points.</summary>
    public static Bucket BucketFor(DateRange range) => range.Days switch { <= 45 => Bucket.Day, <= 200 => Bucket.Week, _ => Bucket.Month };

    public static string BucketName(Bucket bucket) => bucket switch { Bucket.Day => "day", Bucket.Week => "week", _ => "month" };
}
