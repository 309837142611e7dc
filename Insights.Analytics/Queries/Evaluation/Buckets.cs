using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Queries.Evaluation;

internal static class Buckets
{
    /// <summary>The range cut into days, Monday weeks or calendar months; the first and last are clipped to the range.</summary>
    public static IEnumerable<DateRange> Of(DateRange range, Bucket bucket)
    {
        for (var from = range.From; from <= range.To;)
        {
            var end = bucket switch
            {
                Bucket.Week => from.PlusDays(-1).Next(IsoDayOfWeek.Sunday),
                Bucket.Month => from.With(DateAdjusters.EndOfMonth),
                _ => from,
            };
            var to = end < range.To ? end : range.To;
            yield return new(from, to);
            from = to.PlusDays(1);
        }
    }
}
