using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private const string PercentileNote = "Percentile: exact, from raw seconds, linear between the nearest ranks (Excel's PERCENTILE.INC)";
    private const string Unmeasured = "Tickets without the history it takes: counted as unmeasured, never as 0";

    private static string[] ReplyExclusions =>
    [
        "Bot, automatic and private comments: they answer nobody",
        "The opening comment of a ticket that an agent created",
        "Tickets solved without any reply: the solve ends the clock, but no reply was sent",
        MergedTickets,
        Unmeasured,
    ];

    private static string[] ResolutionExclusions => [MergedTickets, Unmeasured];

    private static string[] RateExclusions =>
    [
        "Clocks still open and in time: shown beside the rate",
        "Excluded clocks (merged, exempt), tickets no policy matched, tickets without history: each counted beside the rate",
    ];

    private static IEnumerable<MetricDefinition> ServiceLevels() =>
    [
        Reply("first_reply_time", "First reply time", "business", "median", "Replies after 10, 20 and 90 business minutes: median 20 min."),
        Reply("first_reply_time_p90", "First reply time, p90", "business", "90th percentile",
            "Replies after 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 and 110 business minutes: p90 100 min."),
        Reply("first_reply_time_wall_clock", "First reply time (24/7)", "wall-clock", "median",
            "Asked Friday 16:00, answered Monday 10:00: 66 h by the wall clock, 2 h in business hours 9–17."),
        Reply("first_reply_time_wall_clock_p90", "First reply time (24/7), p90", "wall-clock", "90th percentile",
            "Replies after 1 h and 11 h: p90 10 h, nine tenths of the way from the first to the second."),
        Resolution("full_resolution_time", "Full resolution time", "business", "median", "Solved after 4, 6, 9 and 30 business hours: median 7.5 h, midway between 6 and 9."),
        Resolution("full_resolution_time_p90", "Full resolution time, p90", "business", "90th percentile",
            "Solved after 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11 business hours: p90 10 h."),
        Resolution("full_resolution_time_wall_clock", "Full resolution time (24/7)", "wall-clock", "median",
            "Created Monday 09:00, solved Monday 12:00, reopened, solved Wednesday 09:00: 48 h, the hours in solved included."),
        Resolution("full_resolution_time_wall_clock_p90", "Full resolution time (24/7), p90", "wall-clock", "90th percentile",
            "Solved after 10 h and 110 h: p90 100 h."),
        Attainment("sla_attainment", "SLA attainment", "all targets of the policies", RowSets.ClocksMet, RowSets.ClocksDecided,
            "8 clocks met, 1 closed late, 1 still open and over target: 8 ÷ 10 = 80.0 %. 3 more are open in time and enter no rate."),
        Attainment("first_reply_attainment", "First reply attainment", "targets for the first reply", RowSets.ClocksFirstReplyMet, RowSets.ClocksFirstReplyDecided,
            "Target 480 business minutes, 9–17. Asked Monday 09:00: a reply Tuesday 09:00:00 is met, one at 09:00:01 is breached. One of each: 1 ÷ 2 = 50.0 %."),
        Attainment("resolution_attainment", "Resolution attainment", "targets for the wait of the requester, the work of agents and the whole resolution",
            RowSets.ClocksResolutionMet, RowSets.ClocksResolutionDecided,
            "A solved in time; B solved in time, reopened, and the second cycle solved late: 2 ÷ 3 = 66.7 %. The first verdict of B stands."),
        new()
        {
            Id = "targets_missed",
            Name = "Targets missed",
            Area = MetricArea.ServiceLevels,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "clock decided",
            TimeBasis = "business or wall-clock, as the policy says",
            Definition = "Promises broken: clocks that passed their target in the period, closed or not. Each counts once, in the second it passed its target.",
            Formula = "count of clocks breached in the period",
            Exclusions = RateExclusions,
            Example = "8 clocks met, 1 closed late, 1 still open and over target: 2 targets missed.",
            Source = "Breach only when elapsed > target, in whole seconds",
            Rows = RowSets.ClocksBreached,
        },
        new()
        {
            Id = "near_miss_share",
            Name = "Near misses",
            Area = MetricArea.ServiceLevels,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "clock decided",
            TimeBasis = "business or wall-clock, as the policy says",
            Definition = "The share of kept promises that were kept only just: more than 80 % of the target was used up. What breaks next month was a near miss this month.",
            Formula = "clocks met with more than 80 % of their target used ÷ clocks met",
            Exclusions = RateExclusions,
            Example = "Target 100 minutes. Replies after 40, 80 and 81 minutes: only the last is over 80 %, 1 ÷ 3 = 33.3 %.",
            Rows = RowSets.ClocksNearMisses,
            DenominatorRows = RowSets.ClocksMet,
        },
    ];

    private static MetricDefinition Reply(string id, string name, string timeBasis, string statistic, string example) => new()
    {
        Id = id,
        Name = name,
        Area = MetricArea.ServiceLevels,
        Unit = MetricUnit.Duration,
        Polarity = Polarity.LowerIsBetter,
        DateBasis = "first reply sent",
        TimeBasis = timeBasis,
        Definition = $"How long a customer waits for the first public reply of an agent, from the creation of the ticket, also while it is pending. {Hours(timeBasis)}",
        Formula = $"{statistic} of (first reply − creation) over tickets whose first reply is in the period",
        Exclusions = ReplyExclusions,
        Example = example,
        Source = $"Zendesk's first reply time. {PercentileNote}",
        Rows = RowSets.ClocksFirstReply,
    };

    private static MetricDefinition Resolution(string id, string name, string timeBasis, string statistic, string example) => new()
    {
        Id = id,
        Name = name,
        Area = MetricArea.ServiceLevels,
        Unit = MetricUnit.Duration,
        Polarity = Polarity.LowerIsBetter,
        DateBasis = "last change to solved",
        TimeBasis = timeBasis,
        Definition = $"From the creation of a ticket to its last change to solved, waiting and earlier solved time included. Provisional while the ticket may reopen. {Hours(timeBasis)}",
        Formula = $"{statistic} of (last change to solved − creation) over tickets solved in the period",
        Exclusions = ResolutionExclusions,
        Example = example,
        Source = $"Zendesk's full resolution time. {PercentileNote}",
        Rows = RowSets.ClocksFullResolution,
    };

    private static string Hours(string timeBasis) => timeBasis == "business"
        ? "Counted in the hours of the calendar that the ticket's policy names."
        : "Counted round the clock.";

    private static MetricDefinition Attainment(string id, string name, string targets, string met, string decided, string example) => new()
    {
        Id = id,
        Name = name,
        Area = MetricArea.ServiceLevels,
        Unit = MetricUnit.Percent,
        Polarity = Polarity.HigherIsBetter,
        DateBasis = "clock decided",
        TimeBasis = "business or wall-clock, as the policy says",
        Definition = $"The share of promises kept: clocks that closed within their target, of all clocks decided in the period ({targets}). "
            + "Decided means closed, or over target while still open, from that second on. Exactly on target is met.",
        Formula = "met ÷ (met + breached)",
        Exclusions = RateExclusions,
        Example = example,
        Source = "Breach only when elapsed > target, in whole seconds",
        Rows = met,
        DenominatorRows = decided,
    };
}
