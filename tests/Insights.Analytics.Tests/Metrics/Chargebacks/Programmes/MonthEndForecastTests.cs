using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Programmes;

/// <summary>The reference's vectors, to the printed digit.</summary>
public sealed class MonthEndForecastTests
{
    [Fact]
    public void HalfAMonth()
    {
        var forecast = MonthEndForecast.Of(48, 15, 30)!;

        Assert.Equal(48.5, forecast.ExpectedToCome, 12);
        Assert.Equal((81L, 96L, 114L), (forecast.Quantile(0.05), forecast.Quantile(0.5), forecast.Quantile(0.95)));
        Assert.Equal(0.0597029345, forecast.ChanceOfAtLeast(113), 10);
    }

    [Fact]
    public void TwelveOfThirtyOneDays()
    {
        var forecast = MonthEndForecast.Of(20, 12, 31)!;

        Assert.Equal(32.4583333, forecast.ExpectedToCome, 7);
        Assert.Equal((39L, 52L, 69L), (forecast.Quantile(0.05), forecast.Quantile(0.5), forecast.Quantile(0.95)));
        Assert.Equal(0.2109552156, forecast.ChanceOfAtLeast(60), 10);
    }

    [Fact]
    public void WhatIsThereAlready_IsCertain()
    {
        Assert.Equal(1, MonthEndForecast.Of(48, 15, 30)!.ChanceOfAtLeast(48));
        Assert.Equal(0, MonthEndForecast.Of(48, 30, 30)!.ChanceOfAtLeast(49));
        Assert.Equal(48, MonthEndForecast.Of(48, 30, 30)!.Quantile(0.95));
    }

    [Fact]
    public void BeforeAnythingOfTheMonthIsOver_ThereIsNoForecast() => Assert.Null(MonthEndForecast.Of(0, 0, 30));

    [Fact]
    public void ChancesOfEveryTotal_AddUpToOne()
    {
        var forecast = MonthEndForecast.Of(3, 7.5, 30)!;
        var sum = Enumerable.Range(3, 400).Sum(total => forecast.ChanceOfAtLeast(total) - forecast.ChanceOfAtLeast(total + 1));

        Assert.Equal(1, sum, 9);
    }
}
