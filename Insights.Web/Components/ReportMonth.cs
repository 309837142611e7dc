using Insights.Analytics.Queries;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Components;

/// <summary>A calendar month as reports are asked for: month=2026-10 stands for from=2026-10-01 and to=2026-10-31.</summary>
internal static class ReportMonth
{
    public const string Key = "month";

    private const int Offered = 24;
    private static readonly YearMonthPattern Iso = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");
    private static readonly YearMonthPattern Words = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");

    /// <summary>The last two years of months, newest first; the last complete one is chosen.</summary>
    public static IReadOnlyList<MenuOption> Choices(LocalDate today)
    {
        var current = today.ToYearMonth();
        return [.. Enumerable.Range(0, Offered).Select(back => current.PlusMonths(-back)).Select((month, back) =>
            new MenuOption(Iso.Format(month), Words.Format(month) + (back == 0 ? " (not over yet)" : ""), back == 1))];
    }

    /// <summary>2026-10 as October 2026.</summary>
    public static string InWords(string month) => Words.Format(Iso.Parse(month).Value);

    /// <summary>The pairs of a query with its month written as days; a month that is none stays, and the filter says so.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AsDays(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair.Key != Key || !Iso.Parse(pair.Value).TryGetValue(default, out var month) || month.Year is < 1970 or > 2200)
            {
                yield return pair;
                continue;
            }
            var days = month.ToDateInterval();
            yield return new("from", LocalDatePattern.Iso.Format(days.Start));
            yield return new("to", LocalDatePattern.Iso.Format(days.End));
        }
    }

    /// <summary>2026-10 for a whole calendar month, else both days: for file names.</summary>
    public static string FileText(ReportFilter filter)
    {
        var (from, to) = (filter.Range.From, filter.Range.To);
        var isMonth = from.Day == 1 && to == from.With(DateAdjusters.EndOfMonth);
        return isMonth ? Iso.Format(from.ToYearMonth()) : LocalDatePattern.Iso.Format(from) + "_" + LocalDatePattern.Iso.Format(to);
    }
}
