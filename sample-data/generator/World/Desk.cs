using NodaTime;

namespace Insights.SampleData.World;

internal sealed record DeskAgent(string Name, string Tier);

/// <summary>One help desk: its people, its opening hours and the calendar file that states them.</summary>
internal sealed class Desk
{
    private readonly long[] opens;
    private readonly long[] closes;

    // Open seconds before each interval, so that "so many working seconds later" is one search.
    private readonly long[] openBefore;

    private Desk(Region region, string code, string team, string zone, (string Day, string[][] Hours)[] week, string[] yearly, IReadOnlyList<LocalDate> holidays, IReadOnlyList<DeskAgent> agents, Story story)
    {
        Region = region;
        Code = code;
        Team = team;
        Zone = zone;
        Week = week;
        YearlyHolidays = yearly;
        Holidays = holidays;
        Agents = agents;
        (opens, closes) = Intervals(story);
        openBefore = new long[opens.Length];
        for (var i = 1; i < opens.Length; i++)
            openBefore[i] = openBefore[i - 1] + closes[i - 1] - opens[i - 1];
    }

    public Region Region { get; }
    public string Code { get; }
    public string Team { get; }
    public string Zone { get; }
    public (string Day, string[][] Hours)[] Week { get; }

    /// <summary>Month-day, every year.</summary>
    public string[] YearlyHolidays { get; }
    public IReadOnlyList<LocalDate> Holidays { get; }
    public IReadOnlyList<DeskAgent> Agents { get; }

    public DeskAgent Agent(string tier, Dice dice)
    {
        var start = dice.Below(Agents.Count);
        for (var i = 0; i < Agents.Count; i++)
        {
            var agent = Agents[(start + i) % Agents.Count];
            if (agent.Tier == tier)
                return agent;
        }
        throw new InvalidOperationException($"{Team} has nobody in {tier}.");
    }

    /// <summary>The instant at which so many opening seconds have passed since <paramref name="at"/>.</summary>
    public long After(long at, double openSeconds)
    {
        var i = Array.BinarySearch(closes, at);
        i = i < 0 ? ~i : i + 1;
        if (i >= closes.Length)
            return at + (long)(openSeconds * 4);
        var done = openBefore[i] + Math.Max(0, at - opens[i]);
        var wanted = done + Math.Max(1, (long)openSeconds);
        var j = Array.BinarySearch(openBefore, wanted);
        j = j < 0 ? ~j - 1 : j - 1;
        return opens[j] + (wanted - openBefore[j]);
    }

    public static IReadOnlyList<Desk> All(Story story) =>
    [
        new(Region.Emea, "emea", "EMEA payments", "Europe/Berlin",
            [.. Weekdays.Select(d => (d, new[] { new[] { "08:00", "12:30" }, ["13:15", "18:00"] })), ("sat", [["10:00", "14:00"]])],
            ["01-01", "05-01", "10-03", "12-25", "12-26"], Moving(story, Easter(-2, 1, 39, 50)),
            People(("Anke Brandt", 1), ("Bojan Petrov", 1), ("Carla Nunes", 1), ("Dorota Lis", 1), ("Elif Aydin", 1), ("Finn Holm", 1), ("Greta Vos", 1), ("Henk Smit", 2), ("Ines Roche", 2), ("Jonas Weil", 2), ("Katja Orlov", 3)), story),
        new(Region.Americas, "americas", "Americas payments", "America/New_York",
            [.. Weekdays.Select(d => (d, new[] { new[] { "08:00", "20:00" } })), ("sat", [["09:00", "17:00"]])],
            ["01-01", "07-04", "12-25"], Moving(story, NewYork),
            People(("Abby Cole", 1), ("Ben Ortiz", 1), ("Chloe Park", 1), ("Dante Ruiz", 1), ("Erin Shaw", 1), ("Felix Gray", 1), ("Gina Lowe", 2), ("Hugo Reyes", 2), ("Isla Brown", 3)), story),
        new(Region.Apac, "apac", "APAC payments", "Australia/Sydney",
            [.. Weekdays.Select(d => (d, new[] { new[] { "09:00", "17:30" } }))],
            ["01-01", "01-26", "04-25", "12-25", "12-26"], Moving(story, Easter(-2, 1)),
            People(("Akira Sato", 1), ("Bindi Walsh", 1), ("Chen Wei", 1), ("Daisy Ng", 1), ("Ethan Ford", 2), ("Fiona Tan", 3)), story),
    ];

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri"];

    private static IReadOnlyList<DeskAgent> People(params (string Name, int Tier)[] people) => [.. people.Select(p => new DeskAgent(p.Name, FormattableString.Invariant($"tier {p.Tier}")))];

    private static IReadOnlyList<LocalDate> Moving(Story story, Func<int, IEnumerable<LocalDate>> ofYear) =>
        [.. Enumerable.Range(story.Start.Year, story.End.Year - story.Start.Year + 2).SelectMany(ofYear)];

    private static Func<int, IEnumerable<LocalDate>> Easter(params int[] offsets) => year => offsets.Select(o => EasterSunday(year).PlusDays(o));

    private static IEnumerable<LocalDate> NewYork(int year) =>
    [
        Nth(year, 1, IsoDayOfWeek.Monday, 3), new LocalDate(year, 5, 31).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)),
        Nth(year, 9, IsoDayOfWeek.Monday, 1), Nth(year, 11, IsoDayOfWeek.Thursday, 4),
    ];

    private static LocalDate Nth(int year, int month, IsoDayOfWeek day, int n) => new LocalDate(year, month, 1).With(DateAdjusters.NextOrSame(day)).PlusWeeks(n - 1);

    // Gauss's rule in its Gregorian form.
    private static LocalDate EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }

    private (long[] Opens, long[] Closes) Intervals(Story story)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var off = Holidays.ToHashSet();
        var starts = new List<long>();
        var ends = new List<long>();
        // Past the end as well: delays are drawn first and cut at Now afterwards.
        for (var date = story.Start.PlusDays(-2); date <= story.End.PlusDays(200); date = date.PlusDays(1))
        {
            var name = date.DayOfWeek.ToString()[..3].ToLowerInvariant();
            if (off.Contains(date) || YearlyHolidays.Contains(FormattableString.Invariant($"{date.Month:00}-{date.Day:00}")))
                continue;
            foreach (var hours in Week.Where(w => w.Day == name).SelectMany(w => w.Hours))
            {
                starts.Add(At(date, hours[0], zone));
                ends.Add(At(date, hours[1], zone));
            }
        }
        return ([.. starts], [.. ends]);
    }

    private static long At(LocalDate date, string time, DateTimeZone zone) =>
        date.At(new LocalTime(int.Parse(time[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(time[3..], System.Globalization.CultureInfo.InvariantCulture))).InZoneLeniently(zone).ToInstant().ToUnixTimeSeconds();
}
