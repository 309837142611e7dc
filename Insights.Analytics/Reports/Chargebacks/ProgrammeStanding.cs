using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>
/// Where one month stands against a network's monitoring programme. Both conditions of a line must hold: the count and the ratio.
/// </summary>
/// <param name="Payments">The payments the network divides by: of the same month for Visa, of the month before for Mastercard.</param>
/// <param name="Left">Disputes left before the line is reached; 0 when it is; null when the ratio is undefined or no line is known.</param>
internal sealed record ProgrammeStanding(string Programme, string Network, long Disputes, long Payments, int? LineBasisPoints, long? LineCount, long? Left, string Note)
{
    public Ratio Ratio => new(Disputes, Payments);

    public bool Reached => Left == 0;

    /// <summary>Three quarters of the way in disputes is near: with monthly counts this small, one bad week covers the rest.</summary>
    public bool Near => !Reached && Left is { } left && Disputes > 0 && Disputes >= 3 * left;

    public string Status => Left is null ? "no line known" : Reached ? "at or above the line" : Near ? "near the line" : "below";
}

/// <summary>The lines of monitoring-programmes: dated, by region.</summary>
internal static class ProgrammeLines
{
    private static readonly LocalDate VampTightened = new(2026, 4, 1);

    private static readonly HashSet<string> LatinAmerica = ["AR", "BO", "CO", "CR", "DO", "EC", "GT", "HN", "JM", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "TT", "UY", "VE"];
    private static readonly HashSet<string> EasternEuropeMiddleEastAfrica = ["AE", "AM", "AZ", "BH", "BY", "DZ", "EG", "ET", "GE", "GH", "IQ", "JO", "KE", "KG", "KW", "KZ", "LB", "MA", "MD", "MU", "NG", "OM", "PK", "QA", "RS", "RU", "RW", "SA", "SN", "TN", "TZ", "UA", "UG", "UZ", "ZA", "ZM", "ZW"];

    /// <summary>Countries whose line Visa has not announced.</summary>
    private static readonly HashSet<string> Unannounced = ["BR", "CL", "IN"];

    /// <summary>Mastercard's Excessive Chargeback Merchant line: first chargebacks of the month over payments of the month before, at least 100 and 1.5 %.</summary>
    public static ProgrammeStanding Mastercard(long disputes, long paymentsOfMonthBefore)
    {
        var ratio = new MastercardRatio(disputes, paymentsOfMonthBefore);
        var note = ratio.Tier switch
        {
            null => "No Mastercard payments in the month before: the ratio is undefined.",
            MastercardTier.Hecm => "In the higher tier (HECM): at least 300 and 3.0 %.",
            _ => "First chargebacks of the month over Mastercard payments of the month before. Wins and refunds do not lower it.",
        };
        return new("Mastercard ECM", "mastercard", disputes, paymentsOfMonthBefore, 150, 100, ratio.LeftBeforeEcm, note);
    }

    /// <summary>
    /// Visa's VAMP merchant line. Visa adds issuers' fraud reports to the disputes; they are seldom sent to merchants, so ours is a lower bound.
    /// </summary>
    public static ProgrammeStanding Visa(long disputes, long payments, string? country, LocalDate month)
    {
        const string LowerBound = "Disputes only: Visa adds fraud reports, so its own figure can be higher.";
        if (country is not null && Unannounced.Contains(country))
            return new("Visa VAMP", "visa", disputes, payments, null, null, null, $"Visa has announced no line for {country}.");
        var (points, count, region) = country switch
        {
            not null when LatinAmerica.Contains(country) => (150, 1_500L, "Latin America and the Caribbean"),
            not null when EasternEuropeMiddleEastAfrica.Contains(country) => (220, 150L, "Central and Eastern Europe, Middle East and Africa; the line also needs USD 75,000"),
            _ => (month >= VampTightened ? 150 : 220, 1_500L, "Europe, US, Canada, Asia-Pacific" + (country is null ? "; assumed, the vendor's country is not known" : "")),
        };
        long? left = payments == 0 ? null : Math.Max(0, Math.Max(count, ((payments * points) + 9_999) / 10_000) - disputes);
        return new("Visa VAMP", "visa", disputes, payments, points, count, left, payments == 0 ? "No Visa payments in the month: the ratio is undefined." : $"{LowerBound} Line for {region}.");
    }

    public static Table ToTable(IReadOnlyList<ProgrammeStanding> standings, ReportSetting setting) => new()
    {
        Id = "programmes",
        Title = $"Standing {setting.InPeriod} against card network programmes",
        Columns =
        [
            new("programme", "Programme", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("payments", "Payments", ColumnKind.Count), new("ratio", "Ratio", ColumnKind.Share),
            new("line", "Line", ColumnKind.Share), new("line_count", "and at least", ColumnKind.Count), new("left", "Disputes left", ColumnKind.Count), new("status", "Standing", ColumnKind.Text), new("note", "Note", ColumnKind.Text),
        ],
        Rows = [.. standings.Select(standing => (IReadOnlyList<Cell>)
        [
            new Cell.Text(standing.Programme),
            new Cell.Count(standing.Disputes) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("network", standing.Network)) },
            new Cell.Count(standing.Payments),
            standing.Payments == 0 ? new Cell.None("no payments") : new Cell.Share(standing.Disputes, standing.Payments, 2),
            standing.LineBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : new Cell.None("no line known"),
            standing.LineCount is { } count ? new Cell.Count(count) : new Cell.None("no line known"),
            standing.Left is { } left ? new Cell.Count(left) : new Cell.None("undefined"),
            new Cell.Text(Words.Label(standing.Status)),
            new Cell.Text(standing.Note),
        ])],
        EmptyText = standings.Count == 0 ? "Programmes are judged by calendar month: choose a month." : null,
    };
}
