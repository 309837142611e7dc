using Insights.Analytics.Metrics.Values;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Queries;

/// <summary>A filter as read from a link, and everything in the link that could not be used.</summary>
public sealed record FilterReading(ReportFilter Filter, IReadOnlyList<FilterProblem> Found)
{
    /// <summary>In words for the person who followed the link: what is wrong, and what is shown instead.</summary>
    public IReadOnlyList<string> Problems => [.. Found.Select(problem => $"{problem.What}{problem.Instead}")];

    /// <summary>No reader chooses that many; more would only be a way to make the store work.</summary>
    private const int MostValues = 100;
    private const int LongestValue = 200;

    /// <summary>Longer ranges than this hold no more data and cost a bucket each.</summary>
    private const int LongestRangeDays = 3660;
    private const string Last30Days = " The last 30 days are shown instead.";

    internal static FilterReading Read(IEnumerable<KeyValuePair<string, string>> pairs, LocalDate today, IReadOnlyCollection<string> ownKeys)
    {
        var problems = new List<FilterProblem>();
        string? period = null, from = null, to = null;
        var compare = Comparison.Previous;
        var values = new Dictionary<string, SortedSet<string>>();

        foreach (var (key, raw) in pairs)
        {
            var value = raw?.Trim() ?? "";
            if (value.Length == 0 || ownKeys.Contains(key))
                continue;
            switch (key)
            {
                case "period": period = value; break;
                case "from": from = value; break;
                case "to": to = value; break;
                case "compare":
                    if (ReadComparison(value) is { } comparison)
                        compare = comparison;
                    else
                        problems.Add(new($"compare={Shown(value)} is not known: use none, previous or previous-year.", " Compared with the previous period instead."));
                    break;
                case var dimension when ReportFilter.Dimensions.Contains(dimension):
                    AddValue(values, dimension, value, problems);
                    break;
                default:
                    problems.Add(new($"{Shown(key)} is not a filter", $" and was left out. Filters are: period, from, to, compare, {string.Join(", ", ReportFilter.Dimensions)}."));
                    break;
            }
        }

        var (range, name) = ReadRange(period, from, to, today, problems);
        var filter = new ReportFilter
        {
            Range = range,
            Period = name,
            Compare = compare,
            Values = values.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value]),
        };
        return new(filter, problems);
    }

    private static void AddValue(Dictionary<string, SortedSet<string>> values, string dimension, string value, List<FilterProblem> problems)
    {
        if (value.Length > LongestValue || value.Any(char.IsControl))
        {
            problems.Add(new($"A value of {dimension} is not usable (longer than {LongestValue} characters or with control characters)", " and was left out."));
            return;
        }
        if (!values.TryGetValue(dimension, out var chosen))
            values[dimension] = chosen = new(StringComparer.Ordinal);
        if (chosen.Count >= MostValues && !chosen.Contains(value))
            problems.Add(new($"At most {MostValues} values of {dimension} can be chosen", $"; {Shown(value)} was left out."));
        else
            chosen.Add(value);
    }

    private static (DateRange Range, string? Period) ReadRange(string? period, string? from, string? to, LocalDate today, List<FilterProblem> problems)
    {
        var fallback = RelativePeriods.Resolve(ReportFilter.DefaultPeriod, today)!;
        if (period is not null)
        {
            if (from is not null || to is not null)
                problems.Add(new("Name a period or dates, not both", "; the period was used."));
            if (RelativePeriods.Resolve(period, today) is { } resolved)
                return (resolved, period);
            problems.Add(new($"period={Shown(period)} is not known: use one of {string.Join(", ", RelativePeriods.All.Select(p => p.Name))}.", Last30Days));
            return (fallback, ReportFilter.DefaultPeriod);
        }
        if (from is null && to is null)
            return (fallback, ReportFilter.DefaultPeriod);

        var first = ReadDay("from", from, problems);
        var last = ReadDay("to", to, problems);
        if (first is null || last is null)
        {
            if (from is null || to is null)
                problems.Add(new("A range needs both from and to, for example from=2026-10-01&to=2026-10-31.", Last30Days));
            return (fallback, ReportFilter.DefaultPeriod);
        }
        if (last < first)
        {
            problems.Add(new($"The range ends ({to}) before it starts ({from})", "; the two days were swapped."));
            (first, last) = (last, first);
        }
        if (Period.DaysBetween(first.Value, last.Value) >= LongestRangeDays)
        {
            problems.Add(new("A range holds at most ten years", "; its last ten years are shown."));
            first = last.Value.PlusDays(1 - LongestRangeDays);
        }
        return (new(first.Value, last.Value), null);
    }

    private static LocalDate? ReadDay(string key, string? text, List<FilterProblem> problems)
    {
        if (text is null)
            return null;
        var parsed = LocalDatePattern.Iso.Parse(text);
        // Years at the edge of the calendar leave no room for the days before and after that comparisons need.
        if (parsed.Success && parsed.Value.Year is >= 1970 and <= 2200)
            return parsed.Value;
        problems.Add(new($"{key}={Shown(text)} is not a day: write it as 2026-10-31, between 1970 and 2200.", Last30Days));
        return null;
    }

    private static Comparison? ReadComparison(string text) => text switch
    {
        "none" => Comparison.None,
        "previous" => Comparison.Previous,
        "previous-year" => Comparison.PreviousYear,
        _ => null,
    };

    private static string Shown(string text) => text.Length <= 40 ? $"'{text}'" : $"'{text[..40]}…'";
}
