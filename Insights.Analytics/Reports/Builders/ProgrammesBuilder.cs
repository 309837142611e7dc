using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports.Builders;

/// <summary>Where every vendor in scope stands against the card networks' programmes, the most pressing first, and where the month is going.</summary>
internal sealed class ProgrammesBuilder(ReportSources sources, IProgrammeQueries programmes) : IReportBuilder
{
    /// <summary>Tiles a person takes in at a glance; everything is in the table below.</summary>
    private const int MostTiles = 6;

    private const int MostRows = 1_000;

    /// <summary>Of all vendors together: what presses, with some to compare.</summary>
    private const int MostInFull = 20;

    internal static readonly MetricDefinition[] Metrics = [Numbers.MastercardRatio, Numbers.VampRatio, Numbers.DisputeActivity, Numbers.FraudNotices];

    internal static readonly string[] Footnotes =
    [
        "Programmes are judged by calendar month: the month of the filter's last day, or the last one the data reaches. Every condition of a line must hold at once; upper bounds that networks publish are the next tier.",
        "The forecast takes the disputes so far as one of the counts that a rate, itself uncertain, may bring (negative binomial). Expected: the median, and in brackets the 5 % and 95 % points.",
        "Disputed value ÷ sales: disputed amounts received in the month over the amounts of its payments, both at the exchange rate of its last day.",
        NetworkFilter.Note,
        "Ratios of fewer than 30 payments are shown and not judged where a line names no least count: one dispute of ten payments is chance.",
        "Not judged here: enumerated authorizations, which the network alone tells apart; the acquirer's own standing, which is that of all its merchants; Mastercard's programme for scam merchants, whose numbers are not published.",
        "Lines are the networks' published ones with the source beside them; the networks' own figures decide.",
    ];

    public string Id => "programmes";
    public string Title => "Programmes";
    public string Audience => "Risk and vendors: where do we stand against the card networks' monitoring programmes, and where will the month end?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        filter = NetworkFilter.Of(filter);
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var month = await programmes.MonthAsync(filter, scope, cancel);
        var standings = await programmes.StandingsAsync(month, filter, scope, cancel);
        if (standings.Count == 0)
            return Frame.Nothing(this, setting, Metrics);

        var (table, settings) = await programmes.TableAsync(cancel);
        var withVendor = scope.IsStaff;
        var networks = standings.Select(standing => standing.Network).ToHashSet(StringComparer.Ordinal);
        // Narrowed by hand, everything is asked for; of a whole house the rest is a line a vendor above, and one choice of the filter away.
        var most = withVendor && filter.Values.Count == 0 ? MostInFull : MostRows;
        var full = new Section
        {
            Id = "all",
            Title = withVendor ? "The most pressing in full" : "Every programme",
            Wide = true,
            Blocks =
            [
                new Block.DataTable(ProgrammeTables.Standings(setting, month, [.. standings.Take(most)], withVendor) with
                {
                    Cap = standings.Count > most ? FormattableString.Invariant($"first {most:N0} of {standings.Count:N0}: choose a vendor or a network to see its own in full") : null,
                }),
            ],
        };
        var inForce = table.Lines.Where(line => (networks.Contains(line.Network) || line.Network == "all") && line.HoldsIn(month)).ToList();
        var notJudged = inForce.Where(line => !line.IsJudged).DistinctBy(line => (line.Programme, line.Tier)).Select(line => new Sentence(ProgrammeLineTables.WhyNotJudged(line), null)).ToList();
        List<Section> sections =
        [
            new()
            {
                Id = "standing", Title = standings[0].Progress is { } progress ? $"Where {Periods.Name(ProgrammeTelling.Days(month))} stands after {Days(progress)}" : $"Where {Periods.Name(ProgrammeTelling.Days(month))} ended",
                Blocks = [new Block.Tiles([.. standings.Take(MostTiles).Select(standing => ProgrammeTiles.Of(standing, withVendor))]), Pressing(standings, withVendor)],
            },
            .. withVendor ? AtAGlance(setting, month, standings) : [],
            .. withVendor ? [] : new[] { full },
            new()
            {
                Id = "lines", Title = $"The lines {Periods.In(ProgrammeTelling.Days(month))}", Wide = true,
                Blocks =
                [
                    new Block.Paragraph(Reading(settings)),
                    new Block.DataTable(ProgrammeLineTables.Of("lines", "Lines in force", inForce)),
                    .. notJudged.Count == 0 ? Array.Empty<Block>() : [new Block.Paragraph("These lines are in force and nobody is judged by them here:"), new Block.Bullets(notJudged)],
                ],
            },
            .. withVendor ? [full] : Array.Empty<Section>(),
        ];
        return Frame.Document(this, setting, Headline(standings, month, withVendor), sections, Metrics, Footnotes);
    }

    /// <summary>Who is over or near a line, in full; then a line a vendor with a column a programme, so that thirty vendors are thirty lines.</summary>
    private static IEnumerable<Section> AtAGlance(ReportSetting setting, LocalDate month, IReadOnlyList<ProgrammeStanding> standings)
    {
        var pressing = standings.Where(standing => standing.Status >= ProgrammeStatus.Near).ToList();
        if (pressing.Count > 0)
            yield return new() { Id = "near", Title = "At, over or near a line", Wide = true, Blocks = [new Block.DataTable(ProgrammeTables.Standings(setting, month, [.. pressing.Take(MostRows)], withVendor: true) with { Id = "near" })] };
        yield return new() { Id = "vendors", Title = "Vendor by vendor", Wide = true, Blocks = [new Block.DataTable(ProgrammeTables.ByVendor(month, standings))] };
    }

    internal static string Reading(ProgrammeSettings settings) => settings.DisputesIncludeFraud
        ? "Visa's VAMP counts fraud reports and disputes together. Disputes for fraud count beside their report, as this workspace is set; sources disagree, and the same sale may then count twice."
        : "Visa's VAMP counts fraud reports and disputes together. Disputes for fraud are left out where fraud reports are known, as this workspace is set: their report stands for them.";

    internal static string Days(MonthProgress progress) => Words.Count((long)Math.Floor(progress.ElapsedDays), "day", "days") + FormattableString.Invariant($" of {progress.Days}");

    private static string Headline(IReadOnlyList<ProgrammeStanding> standings, LocalDate month, bool withVendor)
    {
        var first = standings[0];
        var who = withVendor ? first.VendorName + ": " : "";
        var when = Periods.In(ProgrammeTelling.Days(month));
        return first.Status switch
        {
            ProgrammeStatus.Reached => $"{who}{first.Programme} line reached {when} with {Words.Value(ProgrammeTelling.Ratio(first.Verdict))}",
            ProgrammeStatus.Near when first.Chance is { } chance && first.Verdict.Forecast is not null => $"{who}{first.Programme} line is near {when}: {Words.Value(ProgrammeTelling.Ratio(first.Verdict))}, chance {ProgrammeTelling.Chance(chance)}",
            ProgrammeStatus.Near => $"{who}{first.Programme} line was near {when}: {Words.Value(ProgrammeTelling.Ratio(first.Verdict))}",
            _ => $"No programme line is near {when}",
        };
    }

    private static Block Pressing(IReadOnlyList<ProgrammeStanding> standings, bool withVendor)
    {
        var pressing = standings.Where(standing => standing.Status >= ProgrammeStatus.Near).Take(10).ToList();
        return pressing.Count == 0
            ? new Block.Paragraph("Every programme is below its line and its early warning.")
            : new Block.Bullets([.. pressing.Select(standing => new Sentence((withVendor ? standing.VendorName + ", " : "") + ProgrammeTelling.Sentence(standing, withVendor), ProgrammeTables.Detail(standing)))]);
    }
}
