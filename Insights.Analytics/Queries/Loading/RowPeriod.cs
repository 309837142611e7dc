using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The days of a question, and the instants between which they lie in the reporting zone.</summary>
internal readonly record struct RowPeriod(DateOnly From, DateOnly To, DateTime Start, DateTime End)
{
    public static RowPeriod Of(DateRange range, DateTimeZone zone)
    {
        var (start, end) = range.In(zone);
        return new(range.From.ToDateOnly(), range.To.ToDateOnly(), start.ToDateTimeUtc(), end.ToDateTimeUtc());
    }
}
