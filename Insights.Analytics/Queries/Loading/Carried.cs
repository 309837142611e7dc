using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>What kind of rows a number is made of.</summary>
internal enum FactKind
{
    /// <summary>Tickets as daily margins and stretches of being unsolved carry them.</summary>
    Tickets,

    /// <summary>Tickets one by one: they carry more than the margins do.</summary>
    Outcomes,
    Clocks,
    Payments,
    Disputes,

    /// <summary>Disputes as cells of the cohort triangle count them: by how many months after the sale they had come.</summary>
    CohortDisputes,

    /// <summary>Disputes as a found pattern counts them.</summary>
    PatternDisputes,

    /// <summary>Orders whose payment failed.</summary>
    FailedOrders,

    /// <summary>Refunds, waiting payments and doubtful charges one by one.</summary>
    PaymentCases,

    /// <summary>What looks like fraud, and who took part: known by vendor alone.</summary>
    FraudSignals,
}

/// <summary>Which dimensions of the filter each kind of row carries, and under which property.</summary>
internal static class Carried
{
    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_tickets = new()
    {
        ["channel"] = ("Channel", RollupDimension.Channel),
        ["category"] = ("Category", RollupDimension.Category),
        ["priority"] = ("Priority", RollupDimension.Priority),
        ["team"] = ("Team", RollupDimension.Team),
        ["tier"] = ("Tier", RollupDimension.Tier),
        ["state"] = ("State", RollupDimension.State),
        ["issue"] = ("Issue", RollupDimension.Issue),
        ["issue_cause"] = ("IssueCause", RollupDimension.IssueCause),
    };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_outcomes = new(s_tickets)
    {
        ["agent"] = ("Agent", RollupDimension.None),
        ["hour"] = (nameof(TicketOutcome.CreatedHour), RollupDimension.None),
        ["age"] = (nameof(TicketOutcome.CreatedAt), RollupDimension.None),
        ["given"] = (nameof(TicketOutcome.Intake), RollupDimension.None),
        ["lacks"] = (nameof(TicketOutcome.Intake), RollupDimension.None),
        ["cluster"] = (nameof(TicketOutcome.SubjectKey), RollupDimension.None),
        ["customer"] = (nameof(TicketOutcome.CustomerHash), RollupDimension.None),
    };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_clocks = new(s_tickets)
    {
        ["agent"] = ("Agent", RollupDimension.None),
        ["policy"] = ("Policy", RollupDimension.None),
        ["metric"] = ("Metric", RollupDimension.None),
        ["cause"] = ("Cause", RollupDimension.None),
        ["party"] = ("Party", RollupDimension.None),
        ["hour"] = (nameof(TicketClock.CreatedHour), RollupDimension.None),
        ["replied"] = (nameof(TicketClock.ClosedHour), RollupDimension.None),
        ["used"] = (nameof(TicketClock.TargetSeconds), RollupDimension.None),
    };

    // "brand" is how people name a card network on payments, "network" on disputes: both words work on both.
    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_attempts = new()
    {
        ["gateway"] = ("Gateway", RollupDimension.Gateway),
        ["method"] = ("Method", RollupDimension.Method),
        ["brand"] = ("Brand", RollupDimension.Brand),
        ["network"] = ("Brand", RollupDimension.Brand),
        ["country"] = ("Country", RollupDimension.Country),
        ["customer_country"] = ("CustomerCountry", RollupDimension.CustomerCountry),
        ["cause"] = ("FailureCause", RollupDimension.Cause),
        ["bin"] = ("Bin6", RollupDimension.None),
        ["code"] = ("FailureCode", RollupDimension.None),
    };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_payments = new(s_attempts) { ["hour"] = ("Key", RollupDimension.None) };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_paymentCases = new() { ["gateway"] = ("Gateway", RollupDimension.None), ["method"] = ("Method", RollupDimension.None) };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_signals = [];

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_orders = new(s_attempts) { ["next"] = (nameof(FailedOrder.Next), RollupDimension.None) };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_disputes = new()
    {
        ["network"] = ("Network", RollupDimension.Brand),
        ["brand"] = ("Network", RollupDimension.Brand),
        ["country"] = ("Country", RollupDimension.Country),
        ["reason"] = ("ReasonCategory", RollupDimension.Reason),
        ["state"] = ("State", RollupDimension.State),
    };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_cohorts = new(s_disputes) { ["within"] = (nameof(DisputeLedger.OpenedAt), RollupDimension.None) };

    private static readonly Dictionary<string, (string Property, RollupDimension Rollup)> s_patterns = new(s_disputes) { ["pattern"] = (nameof(DisputeLedger.DisputeKey), RollupDimension.None) };

    public static bool Has(FactKind kind, string dimension) =>
        dimension == "vendor" || (dimension == "currency" && HasMoney(kind)) || Of(kind).ContainsKey(dimension);

    /// <summary>Whether a number can be split by the dimension: not by what is a stretch of a number rather than a value of the row.</summary>
    public static bool Splits(FactKind kind, string dimension) => Has(kind, dimension) && dimension is not ("used" or "age" or "given" or "lacks" or "within" or "pattern" or "cluster" or "customer" or "bin" or "code")
        && (kind, dimension) is not (FactKind.Payments, "hour");

    /// <summary>Rows in a currency.</summary>
    public static bool HasMoney(FactKind kind) => kind is FactKind.Payments or FactKind.Disputes or FactKind.CohortDisputes or FactKind.PatternDisputes or FactKind.FailedOrders or FactKind.PaymentCases;

    /// <summary>Property of the row, for dimensions other than vendor and currency.</summary>
    public static string Property(FactKind kind, string dimension) => Of(kind)[dimension].Property;

    public static RollupDimension Rollup(FactKind kind, string dimension) => Of(kind)[dimension].Rollup;

    public static string Word(FactKind kind) => kind switch
    {
        FactKind.Tickets or FactKind.Outcomes => "tickets",
        FactKind.Clocks => "clocks",
        FactKind.Payments => "payments",
        FactKind.FailedOrders => "failed orders",
        FactKind.PaymentCases => "refunds and doubtful charges",
        FactKind.FraudSignals => "fraud signals",
        _ => "disputes",
    };

    /// <summary>Dimensions the filter narrows by and the rows do not carry.</summary>
    public static IReadOnlyList<string> Lacking(FactKind kind, ReportFilter filter) =>
        [.. ReportFilter.Dimensions.Where(dimension => filter.Values.GetValueOrDefault(dimension) is { Count: > 0 } && !Has(kind, dimension))];

    private static Dictionary<string, (string Property, RollupDimension Rollup)> Of(FactKind kind) => kind switch
    {
        FactKind.Tickets => s_tickets,
        FactKind.Outcomes => s_outcomes,
        FactKind.Clocks => s_clocks,
        FactKind.Payments => s_payments,
        FactKind.FailedOrders => s_orders,
        FactKind.PaymentCases => s_paymentCases,
        FactKind.FraudSignals => s_signals,
        FactKind.CohortDisputes => s_cohorts,
        FactKind.PatternDisputes => s_patterns,
        _ => s_disputes,
    };
}
