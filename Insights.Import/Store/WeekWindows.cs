using System.Linq.Expressions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using NodaTime;

namespace Insights.Import.Store;

/// <summary>Reading facts by the hour of the week at which they happened, in a zone.</summary>
public static class WeekWindows
{
    private const long Second = 1L << FactKey.LowBits;
    private const long Week = 7 * 86_400;
    private const long Hour = 3600;

    /// <summary>1970-01-01 was a Thursday: so many seconds after a Monday.</summary>
    private const long ThursdayFromMonday = 3 * 86_400;

    /// <param name="rows">Of the window alone: before and after it clocks may stand otherwise.</param>
    /// <param name="from">First instant of the window, not before 1970.</param>
    /// <param name="to">First instant after it.</param>
    /// <param name="hours">0 = Monday 00:00 to 167 = Sunday 23:00. The hour that exists twice in autumn is one of them twice.</param>
    public static IQueryable<Transaction> AtHoursOfWeek(this IQueryable<Transaction> rows, DateTimeZone zone, DateTime from, DateTime to, IReadOnlyCollection<int> hours)
    {
        var row = Expression.Parameter(typeof(Transaction), "row");
        var key = Expression.Property(row, nameof(Transaction.Key));
        // Local time is UTC and an offset that changes with the clocks: the last stretch's, unless the row lies before its begin.
        var stretches = zone.GetZoneIntervals(Instant.FromDateTimeUtc(from), Instant.FromDateTimeUtc(to)).ToList();
        Expression offset = Expression.Constant((long)stretches[^1].WallOffset.Seconds);
        foreach (var stretch in stretches.SkipLast(1).Reverse())
            offset = Expression.Condition(Expression.LessThan(key, Expression.Constant(FactKey.Floor(stretch.End.ToUnixTimeSeconds()))), Expression.Constant((long)stretch.WallOffset.Seconds), offset);
        var local = Expression.Add(Expression.Add(Expression.Divide(key, Expression.Constant(Second)), offset), Expression.Constant(ThursdayFromMonday));
        var hour = Expression.Divide(Expression.Modulo(local, Expression.Constant(Week)), Expression.Constant(Hour));
        var chosen = Expression.Constant(hours.Select(one => (long)one).ToArray());
        return rows.Where(Expression.Lambda<Func<Transaction, bool>>(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(long)], chosen, hour), row));
    }
}
