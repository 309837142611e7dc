using System.Text;
using Insights.Analytics.Metrics.Values;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Queries;

/// <summary>
/// What every page, export and saved view is filtered by. Its query string is canonical: same filter, same text, on every page
/// (period or from/to, compare, then dimensions in <see cref="Dimensions"/> order, values sorted).
/// </summary>
public sealed record ReportFilter
{
    /// <summary>Dimension names as users and URLs say them, in canonical order.</summary>
    public static readonly IReadOnlyList<string> Dimensions =
        ["vendor", "channel", "category", "priority", "team", "tier", "gateway", "method", "brand", "country", "customer_country", "currency", "cause", "network", "reason", "state",
            "metric", "policy", "agent", "hour", "replied", "used", "party", "age", "given", "lacks", "within", "pattern", "next", "issue", "issue_cause", "cluster", "customer", "bin", "code"];

    /// <summary>The value that stands for rows that carry none.</summary>
    public const string Unknown = "unknown";

    /// <summary>What a page shows when the link names no period.</summary>
    public const string DefaultPeriod = "last-30-days";

    /// <summary>The days in the reporting zone.</summary>
    public required DateRange Range { get; init; }

    /// <summary>"last-month", "last-30-days" … when the range was chosen relatively; null when absolute. "Freeze dates" drops it.</summary>
    public string? Period { get; init; }

    public Comparison Compare { get; init; } = Comparison.Previous;

    /// <summary>Chosen values by dimension; several values of one dimension are OR, several dimensions AND. A vendor is named by its code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The filter of a bare link: the default period, everything else open.</summary>
    public static ReportFilter Default(LocalDate today) => new() { Range = RelativePeriods.Resolve(DefaultPeriod, today)!, Period = DefaultPeriod };

    /// <summary>Reads a query string; never throws for what a person may have typed into a link (see <see cref="FilterReading.Problems"/>).</summary>
    /// <param name="pairs">Keys and values as the URL carries them, decoded; a key may repeat.</param>
    /// <param name="today">The current day in the reporting zone.</param>
    /// <param name="ownKeys">Keys that belong to the page itself (sort, after …) and are none of the filter's business.</param>
    public static FilterReading Parse(IEnumerable<KeyValuePair<string, string>> pairs, LocalDate today, params IReadOnlyCollection<string> ownKeys) =>
        FilterReading.Read(pairs, today, ownKeys);

    /// <summary>The canonical query string, without a leading question mark. The default comparison is left out.</summary>
    public string ToQueryString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in ToPairs())
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(key).Append('=').Append(Uri.EscapeDataString(value));
        }
        return text.ToString();
    }

    /// <summary>The canonical pairs, for forms and links that escape by themselves.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        if (Period is not null)
        {
            yield return new("period", Period);
        }
        else
        {
            yield return new("from", LocalDatePattern.Iso.Format(Range.From));
            yield return new("to", LocalDatePattern.Iso.Format(Range.To));
        }
        if (Compare != Comparison.Previous)
            yield return new("compare", Compare == Comparison.None ? "none" : "previous-year");
        foreach (var dimension in Dimensions)
        {
            if (!Values.TryGetValue(dimension, out var values))
                continue;
            foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                yield return new(dimension, value);
        }
    }

    /// <summary>The same days as an absolute range, so that the link shows the same tomorrow.</summary>
    public ReportFilter Freeze() => this with { Period = null };

    /// <summary>The days compared with; null when nothing is compared.</summary>
    public DateRange? ComparedRange => Compare switch
    {
        Comparison.None => null,
        Comparison.PreviousYear => Range.PreviousYear(),
        _ => Range.Previous(),
    };

    /// <summary>The same filter over the compared days; null when nothing is compared.</summary>
    public ReportFilter? Compared() => ComparedRange is { } range ? this with { Range = range, Period = null } : null;

    public ReportFilter Over(DateRange range) => this with { Range = range, Period = null };

    /// <summary>The same filter with one dimension set to these values; none removes the dimension.</summary>
    public ReportFilter With(string dimension, params IReadOnlyList<string> values)
    {
        if (!Dimensions.Contains(dimension))
            throw new ArgumentException($"'{dimension}' is no dimension of the filter. Known: {string.Join(", ", Dimensions)}.", nameof(dimension));
        var changed = Values.ToDictionary(pair => pair.Key, pair => pair.Value);
        changed.Remove(dimension);
        if (values.Count > 0)
            changed[dimension] = values;
        return this with { Values = changed };
    }

    // Two filters are the same when their links are: the dictionary's identity and its order say nothing.
    public bool Equals(ReportFilter? other) => other is not null && Range == other.Range && ToQueryString() == other.ToQueryString();

    public override int GetHashCode() => Range.GetHashCode();
}

public enum Comparison { None, Previous, PreviousYear }
