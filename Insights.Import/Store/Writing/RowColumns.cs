using System.Globalization;
using System.Reflection;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Import.Store.Writing;

/// <summary>Whole rows by their columns: for the few rows that must be read back, compared field by field, or kept as they were.</summary>
internal static class RowColumns<T> where T : class, new()
{
    private static readonly Dictionary<string, Field> Fields = typeof(T).GetProperties().ToDictionary(property => property.Name, property => new Field(property), StringComparer.Ordinal);

    /// <summary>The row under the cursor, whose columns are these properties in this order.</summary>
    public static T Read(FactCursor cursor, string[] columns)
    {
        var row = new T();
        for (var i = 0; i < columns.Length; i++)
            Fields[columns[i]].Read(row, cursor, i);
        return row;
    }

    /// <summary>Properties in which two rows differ, each with both values in words.</summary>
    public static List<(string Name, string One, string Other)> Differences(T one, T other, string[] columns)
    {
        var differences = new List<(string, string, string)>();
        foreach (var column in columns)
        {
            var (a, b) = (Fields[column].Value(one), Fields[column].Value(other));
            if (!Equals(a, b))
                differences.Add((StoreConventions.Snake(column).Replace('_', ' '), Shown(a), Shown(b)));
        }

        return differences;
    }

    private static string Shown(object? value) => value switch
    {
        null or "" => "empty",
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        string { Length: > 40 } text => string.Concat(text.AsSpan(0, 39), "…"),
        bool flag => flag ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private sealed class Field(PropertyInfo property)
    {
        private readonly Action<T, FactCursor, int> read = Reader(property);
        private readonly Func<T, object?> value = property.GetValue;

        public void Read(T row, FactCursor cursor, int column) => read(row, cursor, column);

        public object? Value(T row) => value(row);

        private static Action<T, FactCursor, int> Reader(PropertyInfo property)
        {
            var type = property.PropertyType;
            if (type == typeof(string))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, string?>>();
                return (row, cursor, i) => set(row, cursor.Text(i));
            }

            if (type == typeof(long))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, long>>();
                return (row, cursor, i) => set(row, cursor.Int64(i));
            }

            if (type == typeof(long?))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, long?>>();
                return (row, cursor, i) => set(row, cursor.IsNull(i) ? null : cursor.Int64(i));
            }

            if (type == typeof(int))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, int>>();
                return (row, cursor, i) => set(row, cursor.Int32(i));
            }

            if (type == typeof(int?))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, int?>>();
                return (row, cursor, i) => set(row, cursor.IsNull(i) ? null : cursor.Int32(i));
            }

            if (type == typeof(bool))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, bool>>();
                return (row, cursor, i) => set(row, cursor.Int64(i) != 0);
            }

            if (type == typeof(DateTime))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, DateTime>>();
                return (row, cursor, i) => set(row, UnixTime.FromSeconds(cursor.Int64(i)));
            }

            if (type == typeof(DateTime?))
            {
                var set = property.SetMethod!.CreateDelegate<Action<T, DateTime?>>();
                return (row, cursor, i) => set(row, cursor.Instant(i));
            }

            throw new NotSupportedException($"{typeof(T).Name}.{property.Name} has a type no column has.");
        }
    }
}
