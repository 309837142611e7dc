using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class ForecasterTests
{
    [Fact]
    public void Of_RisingSeries_BeatsNaiveAndSaysByHowMuch()
    {
        var forecast = Forecaster.Of(Noisy(120, 11, day => 200 + (2 * day) + (day % 7 == 5 ? -60 : 0)), 14)!;

        Assert.Equal(ForecastMethod.ExponentialSmoothing, forecast.Method);
        Assert.True(forecast.ErrorAgainstNaive < 0.9, $"{forecast.Error} against {forecast.NaiveError}");
        // Day 120 + 0 … 13 of the line, off by less than the noise's spread of 5.
        Assert.All(Enumerable.Range(0, 14), step => Assert.Equal(200 + (2 * (120 + step)) + ((120 + step) % 7 == 5 ? -60 : 0), forecast.Days[step].Value, 20.0));
    }

    [Fact]
    public void Of_SeriesThatRepeatsItself_IsNaiveAndWithoutError()
    {
        var forecast = Forecaster.Of([.. Enumerable.Range(0, 84).Select(day => 10.0 + (day % 7))], 7)!;

        Assert.Equal(ForecastMethod.SeasonalNaive, forecast.Method);
        Assert.Equal((0, 0), (forecast.Error, forecast.NaiveError));
        Assert.Equal([10, 11, 12, 13, 14, 15, 16], forecast.Days.Select(day => day.Value));
        // Eight weeks, seven days from each.
        Assert.Equal(56, forecast.Backtests);
    }

    [Fact]
    public void Of_ManySeries_IntervalsHoldWhatTheyPromise_AndNoneIsWorseThanNaive()
    {
        var (inside, all) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var values = Noisy(147, seed, day => 100 + (day % 7 * 10));
            var forecast = Forecaster.Of(values[..140], 7)!;
            Assert.True(forecast.Error <= forecast.NaiveError);
            inside += Enumerable.Range(0, 7).Count(step => values[140 + step] >= forecast.Days[step].Lower && values[140 + step] <= forecast.Days[step].Upper);
            all += 7;
        }

        // Nine in ten; 420 forecasts of 60 series, so a twentieth either way is luck.
        Assert.InRange((double)inside / all, 0.85, 0.97);
    }

    [Fact]
    public void Of_OutageInTheLastWeek_IsNotCarriedForward()
    {
        static double Level(int day) => 200 + (2 * day) + (day % 7 == 5 ? -60 : 0);
        var calm = Noisy(120, 11, Level);
        var struck = calm.ToArray();
        // Two days ago nothing worked: four times as many as ever, which naive repeats and plain smoothing remembers.
        struck[118] = 1_800;

        var (before, after) = (Forecaster.Of(calm, 14)!, Forecaster.Of(struck, 14)!);

        Assert.Equal(ForecastMethod.ExponentialSmoothing, after.Method);
        Assert.True(after.Error < after.NaiveError);
        Assert.All(Enumerable.Range(0, 14), step => Assert.Equal(before.Days[step].Value, after.Days[step].Value, 12.0));
    }

    [Fact]
    public void Tame_OneOutlier_IsCutToThreeDeviations_AndTheRestIsAsItWas()
    {
        var values = Noisy(84, 5, day => 100 + (day % 7 * 10));
        values[40] += 500;

        var calm = Outliers.Tame(values, 7);

        // The noise has a deviation of 5: three of them above trend and season (100 + 10 × (40 mod 7) = 150), give or take what both learn from noise.
        Assert.InRange(calm[40], 150, 180);
        Assert.True(Enumerable.Range(0, 84).Count(day => day != 40 && calm[day] != values[day]) <= 4);
    }

    [Fact]
    public void Of_SevenWeeks_SaysNothing() => Assert.Null(Forecaster.Of([.. Enumerable.Repeat(5.0, 55)], 7));

    [Fact]
    public void Of_NearlyNothing_IsNeverBelowZero()
    {
        var forecast = Forecaster.Of(Noisy(100, 3, day => Math.Max(0, 50 - day)), 28)!;

        Assert.All(forecast.Days, day => Assert.True(day is { Value: >= 0, Lower: >= 0 } && day.Upper >= day.Value));
    }

    private static double[] Noisy(int days, int seed, Func<int, double> level)
    {
        var dice = new Random(seed);
        // Twelve uniform numbers: near enough to a normal one, and the same everywhere.
        return [.. Enumerable.Range(0, days).Select(day => Math.Max(0, level(day) + (5 * (Enumerable.Range(0, 12).Sum(_ => dice.NextDouble()) - 6))))];
    }
}
