using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

/// <summary>R 4.2, <c>HoltWinters(AirPassengers, seasonal = "mult")</c>: monthly airline passengers 1949 to 1960, in thousands (Box and Jenkins 1976, series G).</summary>
public sealed class HoltWintersTests
{
    private static readonly double[] s_passengers =
    [
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
        115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
        145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
        171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
        196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
        204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
        242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
        284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
        315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
        340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
        360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ];

    [Fact]
    public void Fit_AirPassengers_MatchesRToThePrintedDigits()
    {
        var model = HoltWinters.Fit(s_passengers, 12, Seasonality.Multiplicative, new(0.2755924747, 0.0326929527, 0.8707292223));

        Assert.Equal(469.32322, model.Level, 5);
        Assert.Equal(3.0215391, model.Slope, 7);
        Assert.Equal(16570.777867, model.SquaredErrors, 6);
    }

    [Fact]
    public void Forecast_OfALineWithWeekdays_GoesOn()
    {
        double[] weekdays = [3, 1, 0, -1, -2, -4, 3];
        double Value(int day) => 100 + (0.5 * day) + weekdays[day % 7];
        var model = HoltWinters.Fit([.. Enumerable.Range(0, 70).Select(Value)], 7, Seasonality.Additive, new(0.3, 0.1, 0.2));

        // The seasons it starts from hold a little of the slope, which the ten weeks have nearly worked out.
        Assert.All(Enumerable.Range(1, 16), step => Assert.Equal(Value(69 + step), model.Forecast(step), 0.2));
    }
}
