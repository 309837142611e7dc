using System.Linq.Expressions;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Filter values as conditions of a query. Rows without a value, with empty text and with the word itself all are "unknown".</summary>
internal static class MemberConditions
{
    public static IQueryable<T> WhereMember<T>(this IQueryable<T> rows, string property, IReadOnlyList<string> values)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var value = Expression.Property(row, property);
        var chosen = values.ToArray();
        Expression condition = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Given.As(chosen, typeof(string[])), value);
        if (values.Contains(ReportFilter.Unknown))
        {
            condition = Expression.OrElse(condition, Expression.OrElse(
                Expression.Equal(value, Expression.Constant(null, typeof(string))),
                Expression.Equal(value, Expression.Constant(""))));
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, row));
    }

    public static IQueryable<T> WhereVendor<T>(this IQueryable<T> rows, IReadOnlyCollection<int>? vendorIds)
    {
        if (vendorIds is null)
            return rows;
        var row = Expression.Parameter(typeof(T), "row");
        var condition = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [typeof(int)], Given.As(vendorIds.ToArray(), typeof(int[])), Expression.Property(row, "VendorId"));
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, row));
    }

    /// <summary>All dimensions of the filter that this kind of row carries.</summary>
    public static IQueryable<T> WhereFilter<T>(this IQueryable<T> rows, FactKind kind, AppliedFilter filter)
    {
        rows = rows.WhereVendor(filter.VendorIds);
        foreach (var (dimension, values) in filter.Values)
        {
            // Asked where the rows are taken from: no column holds them.
            if ((kind, dimension) is (FactKind.CohortDisputes, "within") or (FactKind.PatternDisputes, "pattern") or (FactKind.Outcomes, "cluster") or (FactKind.Payments, "hour"))
                continue;
            if (dimension == "currency" && Carried.HasMoney(kind))
                rows = rows.WhereMember("Currency", values);
            else if (TicketConditions.Knows(kind, dimension))
                rows = TicketConditions.Where(rows, dimension, values, filter.End);
            else if (Carried.Has(kind, dimension) && dimension != "vendor")
                rows = rows.WhereMember(Carried.Property(kind, dimension), values);
        }
        return rows;
    }

    /// <summary>All dimensions of the filter that payments carry; their hours are of the instant, which no column tells apart.</summary>
    /// <param name="from">First instant of the rows.</param>
    /// <param name="to">First instant after them.</param>
    public static IQueryable<Transaction> WherePayments(this IQueryable<Transaction> rows, AppliedFilter filter, ReportingDays days, DateTime from, DateTime to)
    {
        rows = rows.WhereFilter(FactKind.Payments, filter);
        return filter.Values.FirstOrDefault(pair => pair.Key == "hour").Value is { } hours ? rows.AtHoursOfWeek(days.Zone, from, to, [.. hours.Select(WeekHours.Parse).OfType<int>()]) : rows;
    }

    public static string Member(string? text) => text is null or "" ? ReportFilter.Unknown : text;
}

/// <summary>A value inside a condition built by hand, as a parameter: a constant would make every filter a query of its own to be compiled anew.</summary>
internal static class Given
{
    public static Expression As(object value, Type type) => Expression.Convert(Expression.Property(Expression.Constant(new Box(value)), nameof(Box.Value)), type);

    private sealed class Box(object value)
    {
        public object Value { get; } = value;
    }
}
