namespace Insights.Analytics.Metrics;

/// <summary>
/// Every metric, defined once. Tiles, the definitions page, exports and the verbs print from here; a number that is not here does not exist.
/// Order is the order people read them in.
/// </summary>
public static partial class MetricCatalog
{
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. Support(), .. Flow(), .. ServiceLevels(), .. Payments(), .. PaymentCases(), .. Chargebacks(), .. ByValue(), .. DisputeLedger(), .. WonAndPrevented()];

    private static readonly Dictionary<string, MetricDefinition> s_byId = All.ToDictionary(metric => metric.Id, StringComparer.Ordinal);

    public static bool Has(string id) => s_byId.ContainsKey(id);

    /// <exception cref="ArgumentException">No metric has this id; the message names near ones.</exception>
    public static MetricDefinition Find(string id) => s_byId.TryGetValue(id, out var metric)
        ? metric
        : throw new ArgumentException($"There is no metric '{id}'. {Hint(id)}", nameof(id));

    private static string Hint(string id)
    {
        var near = All.Select(metric => (metric.Id, Distance: Distance(metric.Id, id)))
            .Where(each => each.Distance <= Math.Max(2, id.Length / 3) || (id.Length >= 4 && each.Id.Contains(id, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(each => each.Distance)
            .Take(5)
            .Select(each => each.Id)
            .ToArray();
        return near.Length > 0
            ? $"Did you mean {string.Join(", ", near)}?"
            : $"The metrics are {string.Join(", ", All.Select(metric => metric.Id))}.";
    }

    /// <summary>Edits between two ids (Levenshtein), blind to case and to - for _.</summary>
    private static int Distance(string one, string other)
    {
        other = other.Replace('-', '_').ToLowerInvariant();
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
