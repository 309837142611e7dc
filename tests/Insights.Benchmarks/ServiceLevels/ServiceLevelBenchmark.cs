using System.Diagnostics;
using System.Globalization;
using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Benchmarks.ServiceLevels;

/// <summary>
/// Business time per second against a day-by-day walk of the same calendar, and clocks derived per second. One core; median of five runs.
/// Goals: 3 million elapsed per second, 200 times the walk over 90 days, 200,000 tickets of five events per second.
/// </summary>
internal static class ServiceLevelBenchmark
{
    private const int Runs = 5;

    private static readonly Instant s_start = Instant.FromUtc(2026, 1, 1, 0, 0);

    public const string Calendar = """
        { "code": "emea", "timezone": "Europe/Berlin",
          "hours": { "mon": [["09:00", "12:00"], ["13:00", "17:30"]], "tue": [["09:00", "12:00"], ["13:00", "17:30"]], "wed": [["09:00", "12:00"], ["13:00", "17:30"]],
                     "thu": [["09:00", "12:00"], ["13:00", "17:30"]], "fri": [["09:00", "15:00"]] },
          "exceptions": { "2026-12-24": [["09:00", "12:00"]] }, "holidays": ["2026-04-03", "2026-04-06"], "yearly_holidays": ["01-01", "05-01", "12-25", "12-26"] }
        """;

    public static int Run(TextWriter output)
    {
        var definition = CalendarDefinition.Parse(Calendar);
        var calendar = new BusinessTime(definition);
        var walk = new DayByDayWalk(definition);
        var spans = Spans(1 << 16, Duration.FromDays(90));
        foreach (var (from, to) in spans.Take(2000))
        {
            if (calendar.Elapsed(from, to) != walk.Elapsed(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to)))
                throw new InvalidOperationException("The walk and the calendar disagree: the comparison would mean nothing.");
        }

        var elapsed = Rate(20_000_000, count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
            {
                var (from, to) = spans[i & (spans.Length - 1)];
                sum += calendar.Elapsed(from, to);
            }

            return sum;
        });
        var instants = Rate(5_000_000, count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
            {
                var (from, to) = spans[i & (spans.Length - 1)];
                sum += calendar.Elapsed(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to));
            }

            return sum;
        });
        var due = Rate(5_000_000, count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
                sum += calendar.Due(Instant.FromUnixTimeSeconds(spans[i & (spans.Length - 1)].From), 28_800).Fill!.Value.ToUnixTimeSeconds();
            return sum;
        });
        var walked = Rate(5_000, count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
            {
                var (from, to) = spans[i & (spans.Length - 1)];
                sum += walk.Elapsed(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to));
            }

            return sum;
        });
        var tickets = Clocks(calendar, out var clocksPerTicket);

        output.WriteLine("| Work, one core | Per second | Goal |");
        output.WriteLine("|---|---|---|");
        output.WriteLine(Line($"| elapsed over 90 days, seconds in and out | {elapsed:N0} | 3,000,000 |"));
        output.WriteLine(Line($"| elapsed over 90 days, instants in | {instants:N0} | 3,000,000 |"));
        output.WriteLine(Line($"| deadline of 8 business hours | {due:N0} | |"));
        output.WriteLine(Line($"| elapsed over 90 days, day-by-day walk | {walked:N0} | |"));
        output.WriteLine(Line($"| ratio to the walk | {instants / walked:N0}× | 200× |"));
        output.WriteLine(Line($"| tickets of 5 events, {clocksPerTicket:0.0} clocks each | {tickets:N0} | 200,000 |"));
        return elapsed >= 3_000_000 && instants >= 200 * walked && tickets >= 200_000 ? 0 : 1;
    }

    private static double Clocks(BusinessTime calendar, out double clocksPerTicket)
    {
        var policies = SlaPolicyDefinition.ParseAll("""
            [{ "code": "urgent", "match": { "priority": ["urgent"] }, "calendar": "emea", "targets": { "first_reply_time": 3600, "total_resolution_time": 28800 } },
             { "code": "high", "match": { "priority": ["high"] }, "calendar": "emea", "targets": { "first_reply_time": 7200, "requester_wait_time": 57600 } },
             { "code": "rest", "calendar": "emea", "targets": { "first_reply_time": 14400, "next_reply_time": 14400, "requester_wait_time": 86400 } }]
            """);
        var machine = new ClockMachine(new ServiceLevelRules(policies, [calendar], calendar));
        var random = new Random(7);
        string[] priorities = ["urgent", "high", "normal", "low"];
        var histories = Enumerable.Range(0, 20_000).Select(_ => History(random, priorities[random.Next(4)])).ToArray();
        var asOf = s_start + Duration.FromDays(400);
        var clocks = 0L;
        var rate = Rate(200_000, count =>
        {
            clocks = 0;
            for (var i = 0; i < count; i++)
                clocks += machine.Derive(histories[i % histories.Length], asOf).Clocks.Count;
            return clocks;
        });
        clocksPerTicket = clocks / 200_000.0;
        return rate;
    }

    /// <summary>Created, asked to wait, answered, worked on, solved: five events over a few days.</summary>
    private static TicketHistory History(Random random, string priority)
    {
        var created = s_start + Duration.FromSeconds(random.Next(0, 300 * 86_400));
        var reply = created + Duration.FromSeconds(random.Next(60, 40_000));
        var answer = reply + Duration.FromSeconds(random.Next(60, 80_000));
        var solved = answer + Duration.FromSeconds(random.Next(60, 80_000));
        return new()
        {
            CreatedAt = created,
            Attributes = new(Priority: priority, Channel: "email", Team: "EMEA payments"),
            CurrentStatus = TicketStatus.Solved,
            Events =
            [
                new(created, HistoryKind.Created, ActorKind.Customer, Value: "new"),
                new(reply, HistoryKind.Comment, ActorKind.Agent, true),
                new(reply, HistoryKind.Status, ActorKind.Agent, Value: "pending"),
                new(answer, HistoryKind.Status, ActorKind.Customer, Value: "open"),
                new(solved, HistoryKind.Status, ActorKind.Agent, Value: "solved"),
            ],
        };
    }

    private static (long From, long To)[] Spans(int count, Duration length)
    {
        var random = new Random(42);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var from = s_start + Duration.FromSeconds(random.Next(0, 250 * 86_400));
            return (from.ToUnixTimeSeconds(), (from + length).ToUnixTimeSeconds());
        })];
    }

    /// <summary>Operations per second: the median run, after one that warms up.</summary>
    private static double Rate(int count, Func<int, long> work)
    {
        work(count / 10);
        var rates = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            // Kept alive by its use: an unused sum would let the loop be optimised away.
            if (work(count) == long.MinValue)
                throw new InvalidOperationException("The sum cannot be that.");
            rates[run] = count / clock.Elapsed.TotalSeconds;
        }

        Array.Sort(rates);
        return rates[Runs / 2];
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
