using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>Holds a month against a programme: highest tier first, all conditions of a line at once, compared in whole numbers so that exactly 1.5 % counts.</summary>
/// <param name="convert">Amounts of a month in whole units of a currency; null where a rate is missing.</param>
public sealed class ProgrammeJudge(ProgrammeSettings settings, Func<IReadOnlyList<Money>, LocalDate, string, long?> convert)
{
    /// <summary>Without amounts in other currencies.</summary>
    public ProgrammeJudge(ProgrammeSettings settings)
        : this(settings, (amounts, _, currency) => amounts.All(amount => amount.Currency == currency) ? amounts.Sum(amount => amount.Minor) / 100 : null)
    {
    }

    /// <param name="tiers">Of one programme, highest first.</param>
    /// <param name="progress">How far the month is; null when it is over.</param>
    public ProgrammeVerdict Judge(IReadOnlyList<ProgrammeLine> tiers, NetworkMonth month, MonthProgress? progress)
    {
        var first = tiers[^1];
        var currency = first.ByAmount ? first.MinAmountCurrency : null;
        var numerator = Numerator(first, month);
        var denominator = Denominator(first, month);
        // A month before is known whole; payments of the same month go on coming.
        var expected = progress is null || first.OverMonthBefore ? denominator : progress.Extended(denominator ?? 0);
        var forecast = progress is null || first.ByAmount || numerator is null ? null : MonthEndForecast.Of(numerator.Value, progress.ElapsedDays, progress.Days);
        var judged = tiers.Select(line => Judge(line, month, numerator, denominator, expected, forecast)).ToList();
        var verdict = new ProgrammeVerdict
        {
            Status = ProgrammeStatus.Below,
            Ratio = new(numerator ?? 0, denominator ?? 0),
            Currency = currency,
            IsLowerBound = (first.Numerator == ProgrammeNumerator.FraudNoticesAndDisputes || first.ByFraudReports) && month.FraudNotices is null,
            Tiers = judged,
            Forecast = forecast,
        };
        return verdict with { Status = StatusOf(verdict) };
    }

    /// <summary>
    /// What the network counts. VAMP adds fraud reports and disputes; where disputes for fraud are left out, their reports stand for them,
    /// unless no report has ever been imported: each such dispute has had one, so all disputes together are still a lower bound.
    /// </summary>
    public long Counted(NetworkMonth month) =>
        month.FraudNotices is not { } notices ? month.Disputes
        : settings.DisputesIncludeFraud ? notices + month.Disputes
        : notices + month.Disputes - month.FraudDisputes;

    private static ProgrammeStatus StatusOf(ProgrammeVerdict verdict)
    {
        var lines = verdict.Tiers.Where(tier => !tier.Line.IsOwn).ToList();
        if (lines.TrueForAll(tier => tier.Line.RatioBasisPoints is null))
            return ProgrammeStatus.NoLine;
        if (verdict.Ratio.Denominator == 0)
            return ProgrammeStatus.Undefined;
        if (verdict.IsSmall)
            return ProgrammeStatus.Below;
        if (verdict.Reached is not null)
            return ProgrammeStatus.Reached;
        // Three quarters of the way in disputes is near: with monthly counts this small, one bad week covers the rest.
        return verdict.EarlyWarning || lines.Exists(tier => tier.Chance >= 0.5 || (tier.Left is { } left && verdict.Ratio.Numerator > 0 && verdict.Ratio.Numerator >= 3 * left))
            ? ProgrammeStatus.Near
            : ProgrammeStatus.Below;
    }

    private TierVerdict Judge(ProgrammeLine line, NetworkMonth month, long? numerator, long? denominator, long? expected, MonthEndForecast? forecast)
    {
        var amountLeft = AmountLeft(line, month, numerator);
        var amountHolds = line.MinAmount is null || amountLeft == 0;
        var enoughPayments = !(PaymentsOf(line, month) < line.MinPayments);
        if (line.ByAmount)
            return new(line, amountHolds && enoughPayments && RatioHolds(line, numerator, denominator) && !SecureEnough(line, month), null, null, amountLeft, null) { ThreeDs = line.MostThreeDsPercent is null ? null : month.ThreeDsOfMonthBefore };
        var count = numerator ?? 0;
        var reached = line.Limit(denominator ?? 0) is { } now && count >= now && amountHolds && enoughPayments;
        if (line.Limit(expected ?? 0) is not { } limit)
            return new(line, false, null, null, amountLeft, null);
        return new(line, reached, limit, Math.Max(0, limit - count), amountLeft, forecast?.ChanceOfAtLeast(limit))
        {
            RatioLimit = line.RatioLimit(expected ?? 0),
            RatioChance = line.RatioLimit(expected ?? 0) is { } byRatio ? forecast?.ChanceOfAtLeast(byRatio) : null,
        };
    }

    /// <summary>More payments went through 3-D Secure than the line takes. Where that is not known, the line holds: a vendor is warned rather than not.</summary>
    public static bool SecureEnough(ProgrammeLine line, NetworkMonth month) =>
        line.MostThreeDsPercent is { } most && month.ThreeDsOfMonthBefore is { Denominator: > 0 } share && share.Numerator * 100 > share.Denominator * most;

    private static bool RatioHolds(ProgrammeLine line, long? numerator, long? denominator)
    {
        if (line.RatioBasisPoints is not { } points || numerator is not { } top || denominator is not > 0)
            return false;
        var (left, right) = ((Int128)top * 10_000, (Int128)denominator.Value * points);
        return line.Strict ? left > right : left >= right;
    }

    /// <summary>The amount condition goes by the same rows as the count: for VAMP fraud reports and disputes, for the fraud programmes their own amount.</summary>
    private long? AmountLeft(ProgrammeLine line, NetworkMonth month, long? numerator)
    {
        if (line is not { MinAmount: { } least, MinAmountCurrency: { } currency })
            return null;
        var amount = line.ByAmount ? numerator : convert(line.Numerator == ProgrammeNumerator.FraudNoticesAndDisputes ? [.. month.FraudReported, .. CountedDisputed(month)] : month.Disputed, month.Month, currency);
        return amount is { } have ? Math.Max(0, line.Strict || line.StrictAmount ? least + 1 - have : least - have) : null;
    }

    private IEnumerable<Money> CountedDisputed(NetworkMonth month) => month.FraudNotices is null || settings.DisputesIncludeFraud
        ? month.Disputed
        : month.Disputed.Concat(month.FraudDisputed.Select(amount => amount with { Minor = -amount.Minor }));

    private long? Numerator(ProgrammeLine line, NetworkMonth month) => line.Numerator switch
    {
        ProgrammeNumerator.Disputes => line.LessReversalsAndCredits ? Math.Max(0, month.Disputes - month.Reversals) : month.Disputes,
        ProgrammeNumerator.FraudNoticesAndDisputes => Counted(month),
        ProgrammeNumerator.FraudDisputesAmount => convert(month.FraudDisputed, month.Month, line.MinAmountCurrency ?? "USD"),
        ProgrammeNumerator.FraudNoticesAmount => convert(month.FraudReported, month.Month, line.MinAmountCurrency ?? "USD"),
        ProgrammeNumerator.FraudWithThreeDsAmount => convert(month.FraudWithThreeDs, month.Month, line.MinAmountCurrency ?? "USD"),
        ProgrammeNumerator.FraudWithoutThreeDsOfQuarterAmount => OfQuarter(line, month, part => part.Fraud),
        _ => null,
    };

    private long? Denominator(ProgrammeLine line, NetworkMonth month) => line.Denominator switch
    {
        ProgrammeDenominator.PaymentsOfMonth => line.LessReversalsAndCredits ? Math.Max(0, month.Payments - month.Credits) : month.Payments,
        ProgrammeDenominator.PaymentsOfMonthBefore => month.PaymentsOfMonthBefore,
        ProgrammeDenominator.SalesOfMonth => convert(month.Sales, month.Month, line.MinAmountCurrency ?? "USD"),
        ProgrammeDenominator.SalesWithThreeDsOfMonth => convert(month.SalesWithThreeDs, month.Month, line.MinAmountCurrency ?? "USD"),
        ProgrammeDenominator.SalesWithoutThreeDsOfQuarter => OfQuarter(line, month, part => part.Sales),
        ProgrammeDenominator.SalesOfMonthBefore => convert(month.SalesOfMonthBefore, month.Month.PlusMonths(-1), line.MinAmountCurrency ?? "USD"),
        _ => null,
    };

    /// <summary>Each month at its own rate; null where one has none.</summary>
    private long? OfQuarter(ProgrammeLine line, NetworkMonth month, Func<WithoutThreeDs, IReadOnlyList<Money>> amounts) =>
        month.Quarter.Aggregate((long?)0, (sum, part) => sum + convert(amounts(part), part.Month, line.MinAmountCurrency ?? "USD"));

    private static long PaymentsOf(ProgrammeLine line, NetworkMonth month) => line.OverMonthBefore ? month.PaymentsOfMonthBefore : month.Payments;
}
