using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    /// <summary>
    /// What is counted by no date: the desk as it is at the second it is looked at. Each is one row set, has no period, no comparison and no series, and so
    /// stands beside <see cref="All"/>.
    /// </summary>
    public static IReadOnlyList<MetricDefinition> Now { get; } = [.. Desk(), .. Queues(), .. Deadlines()];

    private static readonly Dictionary<string, MetricDefinition> s_nowById = Now.ToDictionary(metric => metric.Id, StringComparer.Ordinal);

    /// <summary>Any number that is defined, of a period or of now; null when there is none of this id.</summary>
    public static MetricDefinition? Defined(string id) => s_byId.GetValueOrDefault(id) ?? s_nowById.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">No number of the desk has this row set.</exception>
    internal static MetricDefinition OfRows(string rowSet) => Now.FirstOrDefault(metric => metric.Rows == rowSet) ?? throw new KeyNotFoundException($"No definition counts '{rowSet}'.");

    private const string NotOfMerged = "Cases that are closed or merged into another";
    private const string NoPromise = "Clocks without a target: no policy promised anything";
    private const string StandingStill = "Clocks that stand still: a pause moves their deadline";
    private const string ThirtyDays = "30 days are 30 × 24 hours on the wall clock, weekends and holidays included; a case is expired from the first second after them.";

    private static IEnumerable<MetricDefinition> Desk() =>
    [
        new()
        {
            Id = "now_at_risk",
            Name = "At risk",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = RowSets.AsOfNow,
            TimeBasis = "as its policy judges: business or wall-clock",
            Definition = "Running targets that have used up 80 % or more of their time, or the first warning share of their own policy, and are not missed yet.",
            Formula = "count of running clocks with elapsed ≥ 80 % of target (the policy's first warn_at) and elapsed ≤ target",
            Exclusions = [StandingStill, NoPromise, "Targets missed already: they are counted apart"],
            Example = "A first reply is promised in 60 min. After 47 min 59 s it is not at risk, after 48 min it is, after 60 min it still is, and at 60 min 1 s it is missed.",
            Rows = RowSets.NowAtRisk,
        },
        new()
        {
            Id = "now_due",
            Name = "Due in the next 24 hours",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = RowSets.AsOfNow,
            Definition = "Running targets that will be missed within 24 hours unless somebody acts.",
            Formula = "count of running clocks whose first second over target lies within the next 24 hours",
            Exclusions = [StandingStill, NoPromise],
            Example = "At 09:00 one reply is due at 10:00, one tomorrow at 08:30 and one tomorrow at 09:30: 2 are due.",
            Rows = RowSets.NowDue,
        },
        new()
        {
            Id = "now_breached",
            Name = "Breached and still open",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = RowSets.AsOfNow,
            Definition = "Targets that are missed while what was promised has still not happened. Each became one at the first second over its target, whether or not anything happened to the case since.",
            Formula = "count of open clocks with elapsed > target, in whole seconds",
            Exclusions = [NoPromise, "Missed targets whose reply or solution has come by now"],
            Example = "Two replies were due at 10:00. At 10:00:00 none is missed, at 10:00:01 both are; one is sent at 10:05: 1 is breached and still open.",
            Rows = RowSets.NowBreached,
        },
        new()
        {
            Id = "now_unheard",
            Name = "Paused though answered",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = RowSets.AsOfNow,
            Definition = "Cases that wait for the customer although the customer has already answered: their clocks stand still for no reason.",
            Formula = "count of pending cases with a public comment of the customer since the last reply of an agent",
            Exclusions = [NotOfMerged, "Cases on hold: there a third party is waited for", "What the customer wrote with the case itself"],
            Example = "An agent asks at 10:00 and sets the case to pending. The customer answers at 11:00 and the case stays pending: it is counted from 11:00 until the next reply or status.",
            Source = "Pause audit",
            Rows = RowSets.NowUnheard,
        },
        new()
        {
            Id = "now_unsolved",
            Name = "Unsolved now",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = RowSets.AsOfNow,
            Definition = "Cases that are new, open, pending or on hold at this second. They add up from those waiting on us, on customers, on vendors and on providers.",
            Formula = "count of cases in status new, open, pending or on hold",
            Exclusions = [NotOfMerged, "Cases whose status nobody has mapped yet"],
            Example = "2 cases are open, 1 is pending, 1 is on hold for the vendor and 5 are solved: 4 are unsolved.",
            Rows = RowSets.NowUnsolved,
        },
        Waiting("us", "us", RowSets.NowWaitsOnUs, "new or open: the work is ours", "2 new and 3 open cases wait on us, 4 pending ones do not: 5."),
        Waiting("customer", "customers", RowSets.NowWaitsOnCustomer, "pending", "4 cases are pending, one of them answered and not taken up again: 4 wait on the customer, and 1 is paused though answered."),
        Waiting("vendor", "vendors", RowSets.NowWaitsOnVendor, "on hold for the vendor", "3 cases are on hold, 2 of them for the vendor: 2."),
        Waiting("provider", "providers", RowSets.NowWaitsOnProvider, "on hold for anybody else: acquirer, card network, provider, supplier, or a reason not given", "3 cases are on hold, 2 of them for the vendor: 1."),
    ];

    private static IEnumerable<MetricDefinition> Queues() =>
    [
        Queue("new", "New", RowSets.QueueNew, "Cases that no agent has taken yet.", "status new, and not expired",
            "A case arrived 30 days ago to the second: it is in New; a second later it is in Expired 1."),
        Queue("open", "Open", RowSets.QueueOpen, "Cases whose next step is ours.", "status open, and not expired",
            "An agent replied 12 days ago, the customer wrote yesterday and the case is open: it is in Open."),
        Queue("waiting", "Waiting", RowSets.QueueWaiting, "Cases that wait for somebody else: pending, on hold, or solved and not closed yet.", "status pending, on hold or solved, and not expired",
            "1 case is pending, 1 on hold, 1 solved three days ago and 1 solved 40 days ago: 3 are waiting, the last is in Expired 2."),
        Queue("expired_1", "Expired 1", RowSets.QueueExpired1,
            "No agent has replied for more than 30 days, and the case is not the customer's to answer: new, open, on hold, or pending without an answer of ours that is still the last word. " + ThirtyDays,
            "status new, open or on hold, or pending and not answered; last public reply of an agent (creation, when there is none) more than 30 days ago",
            "An agent replied on 1 March at 10:00:00 UTC and the case is on hold: it is in Waiting until 31 March 10:00:00, and in Expired 1 from 10:00:01.",
            "Cases of sources that do not say who wrote what: nobody can tell that an agent did not reply"),
        Queue("expired_2", "Expired 2", RowSets.QueueExpired2,
            "Answered more than 30 days ago and never closed: an agent's answer is the last word, and the customer has neither come back nor closed the case. " + ThirtyDays,
            "status solved, or pending with a reply the customer has not answered; later of last public reply and last change to solved more than 30 days ago",
            "A case was solved on 1 March at 10:00:00 UTC and never closed: it is in Waiting until 31 March 10:00:00, and in Expired 2 from 10:00:01."),
        Queue("closed", "Closed", RowSets.QueueClosed, "Cases that are over: closed, or merged into another case that goes on.", "status closed, or merged",
            "3 cases are closed and 1 was merged into another: 4.", "Solved cases that may still be reopened: they are in Waiting or Expired 2"),
        Queue("all", "All", RowSets.QueueAll, "Every case there is. New, Open, Waiting, Expired 1, Expired 2 and Closed add up to it, but for cases whose status nobody has mapped yet.", "count of all cases",
            "1 new, 2 open, 3 waiting, 1 expired and 13 closed cases: 20."),
    ];

    private static MetricDefinition Waiting(string id, string on, string rows, string status, string example) => new()
    {
        Id = "now_waits_on_" + id,
        Name = "Waiting on " + on,
        Area = MetricArea.Now,
        Unit = MetricUnit.Count,
        Polarity = Polarity.Neutral,
        DateBasis = RowSets.AsOfNow,
        Definition = $"Unsolved cases that wait on {on}: {status}.",
        Formula = $"count of cases with status {status}",
        Exclusions = [NotOfMerged],
        Example = example,
        Rows = rows,
    };

    private static MetricDefinition Queue(string id, string name, string rows, string definition, string formula, string example, string? excluded = null) => new()
    {
        Id = "queue_" + id,
        Name = "Queue " + name,
        Area = MetricArea.Now,
        Unit = MetricUnit.Count,
        Polarity = Polarity.Neutral,
        DateBasis = RowSets.AsOfNow,
        Definition = definition,
        Formula = formula,
        Exclusions = [excluded ?? (rows is RowSets.QueueAll ? "Nothing" : rows is RowSets.QueueClosed ? "Nothing else" : NotOfMerged)],
        Example = example,
        Rows = rows,
    };
}
