using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Insights.Analytics.Queries.Loading;

namespace Insights.Analytics.Queries.Rows;

/// <summary>One column of a sort order; the last columns make it unambiguous.</summary>
internal sealed record SortColumn<T>(LambdaExpression Value, Type Type)
{
    public static SortColumn<T> Of<TValue>(Expression<Func<T, TValue>> value) => new(value, typeof(TValue));
}

/// <summary>
/// Paging by the last row seen instead of by a count of rows to skip: a page costs the same wherever it lies, and rows that arrive meanwhile
/// neither repeat nor hide others.
/// </summary>
internal sealed class Keyset<T>(IReadOnlyList<SortColumn<T>> columns, bool descending, string name)
{
    /// <summary>Tells a whole cursor from one that a mail program cut off.</summary>
    private const string End = ".";

    private readonly Func<T, object>[] _readers = [.. columns.Select(column => Reader(column.Value))];

    public IQueryable<T> Order(IQueryable<T> rows)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var method = (i == 0 ? "OrderBy" : "ThenBy") + (descending ? "Descending" : "");
            rows = rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), method, [typeof(T), columns[i].Type], rows.Expression, Expression.Quote(columns[i].Value)));
        }
        return rows;
    }

    /// <summary>Rows behind the cursor in this order.</summary>
    /// <exception cref="ArgumentException">The cursor was made for another list or was altered.</exception>
    public IQueryable<T> After(IQueryable<T> rows, string cursor)
    {
        var values = Decode(cursor);
        var row = Expression.Parameter(typeof(T), "row");
        Expression? condition = null;
        // (a, b) after (x, y)  =  a beyond x, or a = x and b beyond y.
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            var left = new Rebind(columns[i].Value.Parameters[0], row).Visit(columns[i].Value.Body);
            var right = Given.As(values[i], columns[i].Type);
            var beyond = Beyond(left, right);
            condition = condition is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(Expression.Equal(left, right), condition));
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition!, row));
    }

    public string Cursor(T last) => Encode([name, descending ? "d" : "a", .. _readers.Select(reader => Text(reader(last))), End]);

    private BinaryExpression Beyond(Expression left, Expression right)
    {
        if (left.Type == typeof(string))
        {
            left = Expression.Call(typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!, left, right);
            right = Expression.Constant(0);
        }
        return descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    private object[] Decode(string cursor)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(cursor.Replace('-', '+').Replace('_', '/'))).Split('\n');
            if (parts.Length == columns.Count + 3 && parts[^1] == End && parts[0] == name && parts[1] == (descending ? "d" : "a"))
                return [.. columns.Select((column, i) => Value(Uri.UnescapeDataString(parts[i + 2]), column.Type))];
        }
        catch (FormatException)
        {
            // Falls through to the one message a person can act on.
        }
        catch (OverflowException)
        {
            // As above.
        }
        throw new ArgumentException("This link to a further page belongs to another list. Start at the first page.", nameof(cursor));
    }

    private static string Encode(string[] parts) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select((part, i) => i < 2 ? part : Uri.EscapeDataString(part))))).Replace('+', '-').Replace('/', '_');

    private static string Text(object value) => value switch
    {
        DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.DayNumber.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static object Value(string text, Type type) =>
        type == typeof(DateTime) ? new DateTime(Math.Clamp(long.Parse(text, CultureInfo.InvariantCulture), DateTime.UnixEpoch.AddYears(-100).Ticks, DateTime.UnixEpoch.AddYears(500).Ticks), DateTimeKind.Utc)
        : type == typeof(DateOnly) ? DateOnly.FromDayNumber(Math.Clamp(int.Parse(text, CultureInfo.InvariantCulture), 0, DateOnly.MaxValue.DayNumber))
        : type == typeof(long) ? long.Parse(text, CultureInfo.InvariantCulture)
        : type == typeof(int) ? int.Parse(text, CultureInfo.InvariantCulture)
        : text;

    private static Func<T, object> Reader(LambdaExpression value) =>
        Expression.Lambda<Func<T, object>>(Expression.Convert(value.Body, typeof(object)), value.Parameters).Compile();

    private sealed class Rebind(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
