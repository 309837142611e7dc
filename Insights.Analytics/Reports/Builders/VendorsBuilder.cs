using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>All vendors beside each other: who stands out with the volume allowed for, and a scorecard line for each.</summary>
internal sealed class VendorsBuilder(ScorecardSources scorecards) : IReportBuilder
{
    /// <summary>More lines than a person searches through.</summary>
    private const int MostVendors = 1_000;

    internal const string AgainstNote = "Against the others: dispute activity with its volume allowed for. “Than chance explains” is outside the exact 99.8 % limits of chance; “than usual” also allows for the differences that are usual among these vendors.";

    public string Id => "vendors";
    public string Title => "Vendors";
    public string Audience => "Risk and vendor managers: which vendors stand out, fairly judged, and where does each one stand?";
    public bool ForVendors => false;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await scorecards.Sources.OpenAsync(filter, scope, cancel);
        var lines = await VendorLines.OfAsync(scorecards, setting, cancel);
        if (lines.Vendors.Count == 0)
            return Frame.Nothing(this, setting, VendorLines.Metrics);

        List<Section> sections = [];
        if (lines.Funnel is { } funnel)
        {
            sections.Add(new()
            {
                Id = "funnel",
                Title = "Who stands out",
                Wide = true,
                Blocks = [new Block.Paragraph("The fewer payments, the wider chance alone spreads the rates: a vendor is compared with the limits at its own volume, not with the next one in a list. " + funnel.Note), new Block.Chart(funnel.ToChart(setting.InPeriod))],
            });
        }

        sections.Add(new() { Id = "scorecards", Title = "Scorecards", Wide = true, Blocks = [new Block.DataTable(lines.ToTable(MostVendors)), new Block.DataTable(lines.ToOutcomes(MostVendors))] });
        return Frame.Document(this, setting, lines.Funnel is { } found ? $"{found.Finding()} {setting.InPeriod}" : $"{lines.Vendors.Count} vendors {setting.InPeriod}: too few to say who stands out", sections, VendorLines.Metrics,
            [AgainstNote, "The dispute rate of young months can only rise; its interval is that of the disputes so far.",
            "Patterns are those of the last search, over 52 weeks of charges. Nearest network line: the most pressing standing of the month the period ends in."]);
    }
}
