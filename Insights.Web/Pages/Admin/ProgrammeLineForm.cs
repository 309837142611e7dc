using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Admin;

/// <summary>A line as a form holds it: texts as they were typed, so that a refused form comes back unchanged.</summary>
internal sealed record ProgrammeLineForm
{
    public string Id { get; init; } = "";
    public string Programme { get; init; } = "";
    public string Network { get; init; } = "";
    public string Tier { get; init; } = "";
    public string Rank { get; init; } = "20";
    public string Region { get; init; } = ProgrammeLine.AllRegions;
    public string Level { get; init; } = ProgrammeLine.MerchantLevel;
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Numerator { get; init; } = nameof(ProgrammeNumerator.Disputes);
    public string Denominator { get; init; } = nameof(ProgrammeDenominator.PaymentsOfMonth);
    public string Ratio { get; init; } = "";
    public string MinCount { get; init; } = "";
    public string MinAmount { get; init; } = "";
    public string MinAmountCurrency { get; init; } = "";
    public string MinPayments { get; init; } = "";
    public string MonthsInRow { get; init; } = "1";
    public bool Strict { get; init; }
    public string AlsoRequires { get; init; } = "";
    public string Confidence { get; init; } = "";
    public string Source { get; init; } = "";
    public string Notes { get; init; } = "";
    public string Reason { get; init; } = "";

    public static ProgrammeLineForm Of(ProgrammeLine line) => new()
    {
        Id = line.Id,
        Programme = line.Programme,
        Network = line.Network,
        Tier = line.Tier,
        Rank = Text(line.Rank),
        Region = line.Region,
        Level = line.Level,
        From = line.ValidFrom is { } from ? LocalDatePattern.Iso.Format(from) : "",
        To = line.ValidTo is { } to ? LocalDatePattern.Iso.Format(to) : "",
        Numerator = line.Numerator.ToString(),
        Denominator = line.Denominator.ToString(),
        Ratio = line.RatioBasisPoints is { } points ? (points / 100m).ToString("0.##", CultureInfo.InvariantCulture) : "",
        MinCount = Text(line.MinCount),
        MinAmount = Text(line.MinAmount),
        MinAmountCurrency = line.MinAmountCurrency ?? "",
        MinPayments = Text(line.MinPayments),
        MonthsInRow = Text(line.MonthsInRow),
        Strict = line.Strict,
        AlsoRequires = line.AlsoRequires ?? "",
        Confidence = line.Confidence,
        Source = line.Source,
        Notes = line.Notes,
    };

    public static ProgrammeLineForm Of(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return new()
        {
            Id = Text("id"),
            Programme = Text("programme"),
            Network = Text("network"),
            Tier = Text("tier"),
            Rank = Text("rank"),
            Region = Text("region"),
            Level = Text("level"),
            From = Text("from"),
            To = Text("to"),
            Numerator = Text("numerator"),
            Denominator = Text("denominator"),
            Ratio = Text("ratio"),
            MinCount = Text("minCount"),
            MinAmount = Text("minAmount"),
            MinAmountCurrency = Text("minAmountCurrency").ToUpperInvariant(),
            MinPayments = Text("minPayments"),
            MonthsInRow = Text("monthsInRow"),
            Strict = Text("strict").Length > 0,
            AlsoRequires = Text("alsoRequires"),
            Confidence = Text("confidence"),
            Source = Text("source"),
            Notes = Text("notes"),
            Reason = Text("reason"),
        };
    }

    /// <param name="before">The line as it holds; what the form does not ask for stays as it is there.</param>
    /// <param name="problem">What cannot be read, in words.</param>
    public ProgrammeLine? ToLine(ProgrammeLine? before, out string? problem)
    {
        problem = null;
        var numeratorIsKnown = Enum.TryParse<ProgrammeNumerator>(Numerator, out var numerator) && Enum.IsDefined(numerator);
        var denominatorIsKnown = Enum.TryParse<ProgrammeDenominator>(Denominator, out var denominator) && Enum.IsDefined(denominator);
        if (!numeratorIsKnown || !denominatorIsKnown)
            problem = "Choose what is counted and what it is divided by from the lists.";
        else if (Network.Length is 0 or > 40)
            problem = "The line needs its network: visa, mastercard, amex …";
        else if (!Day(From, out _) || !Day(To, out _))
            problem = "“From” and “until” are days, like 2026-04-01.";
        else if (Ratio.Length > 0 && !decimal.TryParse(Ratio, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            problem = "The ratio is a number of percent with a point: 1.5.";
        else if (!Whole(MinCount, out _) || !Whole(MinAmount, out _) || !Whole(MinPayments, out _) || !Whole(MonthsInRow, out _) || !Whole(Rank, out _))
            problem = "Counts, amounts, months and rank are whole numbers.";
        if (problem is not null)
            return null;
        Day(From, out var from);
        Day(To, out var to);
        Whole(MinCount, out var count);
        Whole(MinAmount, out var amount);
        Whole(MinPayments, out var payments);
        Whole(MonthsInRow, out var months);
        Whole(Rank, out var rank);
        return new()
        {
            Id = Id,
            Programme = Programme,
            Network = Network,
            Tier = Tier,
            Rank = (int)Math.Clamp(rank ?? 0, 0, 1_000),
            Region = Region,
            Level = Level,
            ValidFrom = from,
            ValidTo = to,
            Numerator = numerator,
            Denominator = denominator,
            RatioBasisPoints = Ratio.Length == 0 ? null : (int)Math.Round(Math.Clamp(decimal.Parse(Ratio, CultureInfo.InvariantCulture), 0, 1_000) * 100),
            MinCount = count,
            MinAmount = amount,
            MinAmountCurrency = MinAmountCurrency.Length == 0 ? null : MinAmountCurrency,
            MinPayments = payments,
            MonthsInRow = (int)Math.Clamp(months ?? 1, 0, 100),
            Strict = Strict,
            AlsoRequires = AlsoRequires.Length == 0 ? null : AlsoRequires,
            MostThreeDsPercent = before?.MostThreeDsPercent,
            LessReversalsAndCredits = before?.LessReversalsAndCredits ?? false,
            StrictAmount = before?.StrictAmount ?? false,
            Fines = before?.Fines,
            FineEach = before?.FineEach,
            FineEachAbove = before?.FineEachAbove,
            FineEachFromMonth = before?.FineEachFromMonth,
            FeeOverLine = before?.FeeOverLine,
            FeeCurrency = before?.FeeCurrency,
            Confidence = Confidence.Length == 0 ? "unconfirmed" : Confidence,
            Source = Source,
            Notes = Notes,
        };
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool Whole(string text, out long? number)
    {
        number = null;
        if (text.Length == 0)
            return true;
        var read = long.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000_000;
        number = read ? value : null;
        return read;
    }

    private static bool Day(string text, out LocalDate? day)
    {
        day = null;
        if (text.Length == 0)
            return true;
        var parsed = LocalDatePattern.Iso.Parse(text);
        day = parsed.Success && parsed.Value.Year is >= 1990 and <= 2200 ? parsed.Value : null;
        return day is not null;
    }
}
