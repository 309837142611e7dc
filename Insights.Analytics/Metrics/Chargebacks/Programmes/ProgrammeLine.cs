using System.Globalization;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>
/// One line of a card network's monitoring programme as it holds in a region from one day to another. It is reached when everything it names
/// holds at once: the count, the amount, the ratio and the least number of payments. Upper bounds that networks publish are the next tier and gate nothing.
/// </summary>
public sealed record ProgrammeLine
{
    public const string AllRegions = "all";

    /// <summary>Of a line over the cards of all networks.</summary>
    public const string AllNetworks = "all";

    /// <summary>A line of ours, to say early that a network's comes near; reached, it is no tier.</summary>
    public const string OwnLevel = "own";

    public const string MerchantLevel = "merchant";

    /// <summary>Stable: lower-case letters, digits and dashes.</summary>
    public required string Id { get; init; }

    /// <summary>"Mastercard ECM": lines of one programme are its tiers and regions.</summary>
    public required string Programme { get; init; }

    /// <summary>visa, mastercard, amex …; "all" for a scheme over all networks.</summary>
    public required string Network { get; init; }
    public required string Tier { get; init; }

    /// <summary>Tiers of a programme are tried from the highest rank down.</summary>
    public int Rank { get; init; }

    /// <summary>A region of <see cref="ProgrammeRegions"/>, or "all".</summary>
    public required string Region { get; init; }

    /// <summary>merchant; acquirer (whose portfolio is judged, and no merchant); own.</summary>
    public string Level { get; init; } = MerchantLevel;

    /// <summary>First and last day it holds; null = without such an end.</summary>
    public LocalDate? ValidFrom { get; init; }
    public LocalDate? ValidTo { get; init; }
    public required ProgrammeNumerator Numerator { get; init; }
    public required ProgrammeDenominator Denominator { get; init; }
    public long? MinCount { get; init; }

    /// <summary>In whole units of <see cref="MinAmountCurrency"/>.</summary>
    public long? MinAmount { get; init; }
    public string? MinAmountCurrency { get; init; }

    /// <summary>Hundredths of a percent; null = the network has announced none.</summary>
    public int? RatioBasisPoints { get; init; }

    /// <summary>Ratio and amount must be above, not just at, what is written.</summary>
    public bool Strict { get; init; }

    /// <summary>The amount alone must be above what is written, and the ratio may be just at it.</summary>
    public bool StrictAmount { get; init; }
    public long? MinPayments { get; init; }

    /// <summary>Months one after another it takes.</summary>
    public int MonthsInRow { get; init; } = 1;

    /// <summary>A condition that is not measured here, in words.</summary>
    public string? AlsoRequires { get; init; }

    /// <summary>It holds only for who sends at most so many percent of the payments it divides by through 3-D Secure; null = whatever the share.</summary>
    public int? MostThreeDsPercent { get; init; }

    /// <summary>Disputes won back in the month are taken off the disputes, and credits off the payments.</summary>
    public bool LessReversalsAndCredits { get; init; }

    /// <summary>
    /// The network's published fine by month at or above the line, counted from entering the programme: "1:0 2:1000 4:5000" = nothing in the first month, 1,000 in the second and third, 5,000 from the
    /// fourth. In whole units of <see cref="FeeCurrency"/>; null where none is published.
    /// </summary>
    public string? Fines { get; init; }

    /// <summary>And so much for each dispute above a number, from one of these months on.</summary>
    public long? FineEach { get; init; }
    public long? FineEachAbove { get; init; }
    public int? FineEachFromMonth { get; init; }

    /// <summary>What each dispute over the line costs, in whole units of <see cref="FeeCurrency"/>, where the network says so.</summary>
    public long? FeeOverLine { get; init; }
    public string? FeeCurrency { get; init; }
    public required string Confidence { get; init; }
    public required string Source { get; init; }
    public string Notes { get; init; } = "";

    public bool IsMeasured => Numerator != ProgrammeNumerator.NotMeasured && Denominator != ProgrammeDenominator.NotMeasured;

    public bool IsOwn => Level == OwnLevel;

    /// <summary>A merchant's own standing can be told from it.</summary>
    public bool IsJudged => IsMeasured && Level is MerchantLevel or OwnLevel;

    public bool ByAmount => Numerator is ProgrammeNumerator.FraudDisputesAmount or ProgrammeNumerator.FraudNoticesAmount or ProgrammeNumerator.FraudWithThreeDsAmount or ProgrammeNumerator.FraudWithoutThreeDsOfQuarterAmount;

    /// <summary>Counts issuers' fraud reports, without which it shows nothing.</summary>
    public bool ByFraudReports => ByAmount && Numerator != ProgrammeNumerator.FraudDisputesAmount;

    /// <summary>Judged by calendar quarter: a month stands for its quarter so far.</summary>
    public bool ByQuarter => Denominator == ProgrammeDenominator.SalesWithoutThreeDsOfQuarter;

    public bool OverMonthBefore => Denominator is ProgrammeDenominator.PaymentsOfMonthBefore or ProgrammeDenominator.SalesOfMonthBefore;

    public bool HoldsOn(LocalDate day) => !(ValidFrom > day) && !(ValidTo < day);

    /// <summary>A month is judged by what holds on its last day: networks change their lines with a month.</summary>
    public bool HoldsIn(LocalDate month) => HoldsOn(month.With(DateAdjusters.EndOfMonth));

    /// <summary>
    /// The smallest count that is both enough by itself and reaches the ratio: max(least count, ⌈ratio × payments⌉), or just above the ratio where it must be above.
    /// Null without a ratio or without payments: an undefined ratio is never reached.
    /// </summary>
    public long? Limit(long payments)
    {
        if (RatioBasisPoints is not { } points || payments <= 0 || ByAmount)
            return null;
        var product = checked(payments * points);
        var byRatio = Strict ? (product / 10_000) + 1 : (product + 9_999) / 10_000;
        return Math.Max(MinCount ?? 0, byRatio);
    }

    /// <summary>The count at which the ratio alone is reached.</summary>
    public long? RatioLimit(long payments) => (this with { MinCount = null }).Limit(payments);

    /// <summary>Disputes over what the ratio allows: what fees for each are charged on.</summary>
    public long Excess(long disputes, long payments) => RatioBasisPoints is { } points ? Math.Max(0, disputes - (payments * points / 10_000)) : 0;

    /// <summary>The network's fee for them, in whole units; null where it charges none by the dispute.</summary>
    public long? FeeFor(long disputes, long payments) => FeeOverLine * Excess(disputes, payments);

    /// <summary>The published fine of a month; null where the network publishes none.</summary>
    /// <param name="monthAtLine">1 for the first month at or above the line since the programme was entered.</param>
    public long? FineOf(int monthAtLine, long disputes)
    {
        if (Fines is null || monthAtLine < 1)
            return null;
        var fine = Fines.Split(' ').Select(step => step.Split(':')).Where(step => int.Parse(step[0], CultureInfo.InvariantCulture) <= monthAtLine).Select(step => long.Parse(step[1], CultureInfo.InvariantCulture)).LastOrDefault();
        return fine + (FineEach is { } each && monthAtLine >= FineEachFromMonth ? each * Math.Max(0, disputes - (FineEachAbove ?? 0)) : 0);
    }
}
