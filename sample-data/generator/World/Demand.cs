using NodaTime;

namespace Insights.SampleData.World;

/// <summary>When people buy: growth, season, weekday and hour.</summary>
internal sealed class Demand
{
    // Share of a day's orders by local hour: little at night, a lunch hill, an evening peak.
    private static readonly Mix<int> Hours = new([.. new[]
    {
        1.2, .8, .5, .4, .4, .6, 1.3, 2.4, 3.6, 4.6, 5.2, 5.6, 6.0, 5.6, 5.2, 5.1, 5.3, 5.9, 6.6, 7.4, 7.9, 7.2, 5.0, 2.7,
    }.Select((weight, hour) => (hour, weight))]);

    private readonly double[] ofDay;

    public Demand(Story story, double orders)
    {
        Orders = orders;
        ofDay = new double[story.Days];
        var total = 0.0;
        for (var day = 0; day < ofDay.Length; day++)
            total += ofDay[day] = Weight(story.Date(day), day / (double)story.Days);
        for (var day = 0; day < ofDay.Length; day++)
            ofDay[day] *= orders / total;
    }

    public double Orders { get; }

    /// <summary>Orders expected on a day over all vendors.</summary>
    public double On(int day) => ofDay[day];

    /// <summary>A second of the day at which a person in the country buys.</summary>
    public static int SecondOfDay(Country country, Dice dice)
    {
        var local = (Hours.Pick(dice) * 3600) + dice.Below(3600);
        return (int)((local - (country.OffsetHours * 3600) + (2 * Story.DaySeconds)) % Story.DaySeconds);
    }

    private static double Weight(LocalDate date, double progress)
    {
        var growth = 1 + (0.55 * progress);
        var weekday = date.DayOfWeek switch
        {
            IsoDayOfWeek.Monday => 1.04,
            IsoDayOfWeek.Tuesday => 1.0,
            IsoDayOfWeek.Wednesday => 1.0,
            IsoDayOfWeek.Thursday => 1.02,
            IsoDayOfWeek.Friday => 1.08,
            IsoDayOfWeek.Saturday => 0.98,
            _ => 0.88,
        };
        // A soft year: a low in summer, a hill that ends before Christmas.
        var season = 1 + (0.08 * Math.Cos(2 * Math.PI * (date.DayOfYear - 340) / 365.0));
        if ((date.Month == 11 && date.Day >= 20) || (date.Month == 12 && date.Day <= 21))
            season += 0.28;
        if (date.Month == 12 && date.Day is >= 24 and <= 26)
            season -= 0.3;
        return growth * weekday * season;
    }
}
