using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Queries;

/// <summary>
/// What every page, export and saved view is filtered by. Its query string is canonical: same filter, same text, on every page
/// (period or from/to, compare, then dimensions in <see cref="Dimensions"/> order, values sorted).
/// </summary>
public sealed record ReportFilter
{
    /// <summary>Dimension names as users and URLs say them, in canonical order.</summary>
    public static readonly IReadOnlyList<string> Dimensions =
        ["vendor", "channel", "category", "priority", "team", "tier", "gateway", "method", "brand", "country", "currency", "cause", "network", "reason", "state"];

    /// <summary>The days in the reporting zone.</summary>
    public required DateRange Range { get; init; }

    /// <summary>"last-month", "last-30-days" … when the range was chosen relatively; null when absolute. "Freeze dates" drops it.</summary>
    public string? Period { get; init; }

    public Comparison Compare { get; init; } = Comparison.Previous;

    /// <summary>Chosen values by dimension; several values of one dimension are OR, several dimensions AND. A vendor is named by its code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

public enum Comparison { None, Previous, PreviousYear }
