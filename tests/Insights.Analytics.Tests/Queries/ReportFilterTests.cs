using FsCheck;
using FsCheck.Fluent;
using Insights.Analytics.Queries;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

public sealed class ReportFilterTests
{
    private static readonly LocalDate s_today = new(2026, 4, 1);

    [Fact]
    public void QueryString_OfAnyFilter_ReadsBackAsTheSameFilter()
    {
        var texts = Gen.OneOf(Gen.Elements("acme", "EMEA, payments", "a&b=c", "ü 100 %", "unknown", "+", "x?y#z", "日本"), ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get));
        var filters =
            from period in Gen.Elements(RelativePeriods.All.Select(period => period.Name).Append(null).ToArray())
            from offset in Gen.Choose(-2000, 2000)
            from length in Gen.Choose(0, 400)
            from compare in Gen.Elements(Comparison.None, Comparison.Previous, Comparison.PreviousYear)
            from dimensions in Gen.SubListOf(ReportFilter.Dimensions.ToArray())
            from values in Gen.ListOf(texts, 6)
            select Filter(period, offset, length, compare, dimensions, [.. values.Select(value => value.Trim()).Where(value => value.Length > 0 && !value.Any(char.IsControl))]);

        Prop.ForAll(filters.ToArbitrary(), filter =>
        {
            var text = filter.ToQueryString();
            var reading = ReportFilter.Parse(Pairs(text), s_today);
            return reading.Problems.Count == 0 && reading.Filter == filter && reading.Filter.ToQueryString() == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_OfAnything_NeverThrows() => Prop.ForAll<string?, string?, string?>((key, value, from) =>
    {
        var reading = ReportFilter.Parse([new(key ?? "", value!), new("from", from!), new("to", value!), new("period", from!), new("compare", key!)], s_today);
        return ReportFilter.Parse(Pairs(reading.Filter.ToQueryString()), s_today).Filter == reading.Filter;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("today", "2026-04-01", "2026-04-01")]
    [InlineData("yesterday", "2026-03-31", "2026-03-31")]
    [InlineData("last-7-days", "2026-03-25", "2026-03-31")]
    [InlineData("last-30-days", "2026-03-02", "2026-03-31")]
    [InlineData("last-90-days", "2026-01-01", "2026-03-31")]
    [InlineData("this-week", "2026-03-30", "2026-04-01")]
    [InlineData("last-week", "2026-03-23", "2026-03-29")]
    [InlineData("this-month", "2026-04-01", "2026-04-01")]
    [InlineData("last-month", "2026-03-01", "2026-03-31")]
    [InlineData("this-quarter", "2026-04-01", "2026-04-01")]
    [InlineData("last-quarter", "2026-01-01", "2026-03-31")]
    [InlineData("last-12-months", "2025-04-01", "2026-03-31")]
    [InlineData("year-to-date", "2026-01-01", "2026-04-01")]
    [InlineData("last-year", "2025-01-01", "2025-12-31")]
    public void Period_OnWednesday1April2026_IsTheseDays(string period, string from, string to)
    {
        var range = ReportFilter.Parse([new("period", period)], s_today).Filter.Range;
        Assert.Equal($"{from}..{to}", range.ToString());
    }

    [Fact]
    public void Period_EveryNameIsTested() => Assert.Equal(14, RelativePeriods.All.Count);

    [Fact]
    public void QueryString_IsCanonical_WhateverOrderTheLinkHad()
    {
        var reading = ReportFilter.Parse(
            Pairs("state=won&vendor=birch&compare=previous&vendor=acme&vendor=birch&to=2026-03-31&from=2026-03-01"), s_today);

        Assert.Empty(reading.Problems);
        Assert.Equal("from=2026-03-01&to=2026-03-31&vendor=acme&vendor=birch&state=won", reading.Filter.ToQueryString());
    }

    [Theory]
    [InlineData("colour=red", "'colour' is not a filter")]
    [InlineData("period=someday", "period='someday' is not known")]
    [InlineData("compare=sideways", "compare='sideways' is not known")]
    [InlineData("from=2026-02-30&to=2026-03-31", "from='2026-02-30' is not a day")]
    [InlineData("from=2026-03-01", "both from and to")]
    [InlineData("from=2026-03-31&to=2026-03-01", "swapped")]
    [InlineData("from=1990-01-01&to=2026-03-01", "at most ten years")]
    [InlineData("period=today&from=2026-03-01&to=2026-03-02", "the period was used")]
    public void Parse_OfWhatCannotBeUsed_SaysSoAndGoesOn(string query, string said)
    {
        var reading = ReportFilter.Parse(Pairs(query), s_today);

        Assert.Contains(said, Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.True(reading.Filter.Range.Days > 0);
    }

    // A program gets no numbers, and is not told what a page would show.
    [Fact]
    public void Parse_OfWhatCannotBeUsed_TellsWhatIsWrongApartFromWhatIsShownInstead()
    {
        var reading = ReportFilter.Parse(Pairs("from=2026-03-31&to=2026-03-01"), s_today);

        Assert.Equal("The range ends (2026-03-01) before it starts (2026-03-31); the two days were swapped.", Assert.Single(reading.Problems));
        Assert.Equal("The range ends (2026-03-01) before it starts (2026-03-31)", Assert.Single(reading.Found).What);
    }

    [Fact]
    public void Parse_LeavesThePagesOwnKeysAlone() => Assert.Empty(ReportFilter.Parse(Pairs("sort=amount&after=abc&period=today"), s_today, "sort", "after").Problems);

    [Fact]
    public void Freeze_KeepsTheDaysAndDropsTheName()
    {
        var frozen = ReportFilter.Parse(Pairs("period=last-month&vendor=acme"), s_today).Filter.Freeze();
        Assert.Equal("from=2026-03-01&to=2026-03-31&vendor=acme", frozen.ToQueryString());
    }

    [Theory]
    [InlineData("period=last-month", "2026-02-01..2026-02-28")]
    [InlineData("period=last-month&compare=previous-year", "2025-03-01..2025-03-31")]
    [InlineData("from=2026-03-10&to=2026-03-12", "2026-03-07..2026-03-09")]
    [InlineData("from=2026-03-10&to=2026-03-12&compare=none", null)]
    public void Compared_FollowsThePeriod(string query, string? days) =>
        Assert.Equal(days, ReportFilter.Parse(Pairs(query), s_today).Filter.ComparedRange?.ToString());

    private static ReportFilter Filter(string? period, int offset, int length, Comparison compare, IList<string> dimensions, List<string> values)
    {
        var from = s_today.PlusDays(offset);
        return new()
        {
            Period = period,
            Range = period is null ? new(from, from.PlusDays(length)) : RelativePeriods.Resolve(period, s_today)!,
            Compare = compare,
            Values = values.Count == 0 ? new Dictionary<string, IReadOnlyList<string>>() : dimensions.ToDictionary(name => name, _ => (IReadOnlyList<string>)values),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])));
}
