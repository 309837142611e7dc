using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>
/// What the last search for patterns found, each cause told once. A vendor reads patterns in its own payments and disputes only; what they are compared with is a
/// number. Patterns are of the 52 weeks of the search, whatever days a filter names; of the filter "vendor" counts, and "reason" (the leading one).
/// </summary>
public interface IPatternQueries
{
    /// <summary>Null while no search has run.</summary>
    Task<PatternSearchRun?> LastRunAsync(DataScope scope, CancellationToken cancel = default);

    /// <summary>The largest excess first.</summary>
    Task<IReadOnlyList<Pattern>> ListAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Patterns that earlier searches found and the last one did not, the latest first; 20 at most.</summary>
    Task<IReadOnlyList<GonePattern>> GoneAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Null when the last search did not find it, or the scope may not read it.</summary>
    Task<PatternDetail?> FindAsync(int id, DataScope scope, CancellationToken cancel = default);
}

/// <param name="From">First charge day looked at.</param>
/// <param name="Segments">m of all families together: how many questions were asked.</param>
/// <param name="Families">Dimensions and pairs.</param>
/// <param name="WithoutPayment">Disputes whose payment has not been imported.</param>
/// <param name="LeftOut">Discoveries beyond those that are told apart.</param>
public sealed record PatternSearchRun(Instant RanAt, LocalDate From, LocalDate To, long Payments, long Disputes, long WithoutPayment, int Segments, int Families, int LeftOut);

/// <summary>One thing a pattern's payments or disputes have in common.</summary>
/// <param name="Dimension">PatternDimension.Id: descriptor, bin, network, method, issuer_country, product, amount_band, gateway, three_ds, avs, cvc, weekday, hour, repeat_customer,
/// duplicate_charge, customer_country; of disputes reason, days_to_dispute, refund_state, ticket_history.</param>
/// <param name="Value">As stored: "not_used".</param>
public sealed record PatternMember(string Dimension, string Value);

/// <summary>One cause.</summary>
public sealed record Pattern
{
    /// <summary>The same from search to search: its address.</summary>
    public required int Id { get; init; }

    /// <summary>Dimensions joined by +, stable: "vendor+descriptor", "vendor+reason", "gateway".</summary>
    public required string Kind { get; init; }

    /// <summary>Null for patterns over all vendors, which only staff read.</summary>
    public required string? VendorCode { get; init; }
    public required string? VendorName { get; init; }

    /// <summary>What its payments have in common; empty for a vendor as a whole.</summary>
    public required IReadOnlyList<PatternMember> Members { get; init; }

    /// <summary>What its disputes have in common; null for disputes of every kind.</summary>
    public required PatternMember? Outcome { get; init; }

    /// <summary>The charge days of the search: what its disputes are counted over. Null while no search is known.</summary>
    public DateRange? Charges { get; init; }

    /// <summary>True: a larger part of the disputes is like this. False: the payments have more disputes.</summary>
    public required bool IsMix { get; init; }

    /// <summary>One sentence in plain words.</summary>
    public required string Sentence { get; init; }

    /// <summary>A few words: "Statement text SP*DGTLSVC 8842 at Lumora Learning".</summary>
    public required string Name { get; init; }

    /// <summary>Payments; for a mix disputes of any outcome.</summary>
    public required long Base { get; init; }
    public required long Disputes { get; init; }

    /// <summary>By the baseline of the test: own other payments, or all others of the same weeks.</summary>
    public required double Expected { get; init; }

    /// <summary>At the rate (or mix) of everything else together.</summary>
    public required double ExpectedLikeAll { get; init; }

    /// <summary>Disputes − expected.</summary>
    public double Excess => Disputes - Expected;

    /// <summary>By currency; and the whole of it in the reporting currency where rates are known.</summary>
    public required IReadOnlyList<Money> DisputedValue { get; init; }
    public required IReadOnlyList<Money> ExcessValue { get; init; }
    public required Money ExcessConverted { get; init; }
    public required Interval95? RateInterval { get; init; }
    public required Interval95? RatioInterval { get; init; }
    public required double ShrunkenRate { get; init; }
    public required Interval95 ShrunkenInterval { get; init; }

    /// <summary>An exact upper bound of the chance to see as many where nothing is.</summary>
    public required double P { get; init; }

    /// <summary>With the causes told before it allowed for.</summary>
    public required double PGivenOthers { get; init; }

    /// <summary>The share of false discoveries among all that are as sure.</summary>
    public required double Q { get; init; }

    /// <summary>Segments of its family that were asked about.</summary>
    public required int FamilySize { get; init; }

    /// <summary>Null where it has been so all the time.</summary>
    public required LocalDate? Since { get; init; }
    public required LocalDate? SinceEarliest { get; init; }
    public required LocalDate? SinceLatest { get; init; }

    /// <summary>First day after it; null while it goes on.</summary>
    public required LocalDate? Until { get; init; }

    /// <summary>Category of more than half of its disputes.</summary>
    public required string? LeadingReason { get; init; }
    public required Instant FirstSeenAt { get; init; }

    /// <summary>own_vendor, same_period, same_vendor_and_period.</summary>
    public required string Baseline { get; init; }
}

/// <param name="Weeks">By charge date, oldest first.</param>
/// <param name="Examples">The newest of its disputes.</param>
/// <param name="SeenAlsoAs">Other names under which the same disputes stood out.</param>
public sealed record PatternDetail(Pattern Pattern, PatternSearchRun Run, IReadOnlyList<PatternPoint> Weeks, IReadOnlyList<PatternExampleLine> Examples, IReadOnlyList<PatternOverlap> SeenAlsoAs);

public sealed record PatternPoint(LocalDate From, long Base, long Disputes, double Expected);

public sealed record PatternExampleLine(int SourceId, string DisputeRef, Instant OpenedAt, Money Amount, string? Reason);

/// <param name="Shared">Disputes it has in common with the pattern.</param>
/// <param name="PGivenPattern">With the pattern allowed for: no longer unlikely.</param>
public sealed record PatternOverlap(string Kind, string Name, long Disputes, double Expected, long Shared, double PGivenPattern);

public sealed record GonePattern(string Kind, string Name, Instant FirstSeenAt, Instant LastSeenAt, Instant GoneAt);
