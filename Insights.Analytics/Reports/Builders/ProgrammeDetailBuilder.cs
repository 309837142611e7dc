using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>One vendor's programmes month by month with the lines drawn, and where each line is written. Built in that vendor's own scope, also for staff.</summary>
internal sealed class ProgrammeDetailBuilder(ReportSources sources, IProgrammeQueries programmes) : IReportBuilder
{
    public string Id => "programmes-detail";
    public string Title => "Programmes by month";
    public string Audience => "Risk and vendors: how did one vendor come to stand where it stands?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;
    public bool OneVendor => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (await sources.VendorScopeAsync(filter, scope, cancel) is not { } vendor)
            return await Frame.ChooseVendorAsync(this, sources, filter, scope, ProgrammesBuilder.Metrics, cancel);

        filter = NetworkFilter.Of(filter);
        var setting = await sources.OpenAsync(filter, vendor, cancel);
        var month = await programmes.MonthAsync(filter, vendor, cancel);
        var standings = await programmes.StandingsAsync(month, filter, vendor, cancel);
        if (standings.Count == 0)
            return Frame.Nothing(this, setting, ProgrammesBuilder.Metrics);

        var (_, settings) = await programmes.TableAsync(cancel);
        var sections = standings.Select(standing => new Section
        {
            Id = ProgrammeHistory.Slug(standing),
            Title = standing.Programme,
            Wide = true,
            Blocks =
            [
                new Block.Paragraph($"{ProgrammeTelling.Sentence(standing)} {ProgrammeTelling.Note(standing)}"),
                new Block.Tiles([ProgrammeTiles.Of(standing, withVendor: false) with { Link = ProgrammeTables.Counted(setting, standing, standing.Now).Link }]),
                .. standing.Verdict.Forecast is null ? Array.Empty<Block>() : [new Block.DataTable(Chances(standing))],
                new Block.Chart(ProgrammeHistory.Chart(setting, standing)),
                new Block.DataTable(ProgrammeHistory.Months(setting, standing)),
                new Block.DataTable(ProgrammeLineTables.Of("lines-" + ProgrammeHistory.Slug(standing), $"The lines of {standing.Programme} it is held against", standing.Verdict.Tiers.Select(tier => tier.Line))),
            ],
        }).ToList();
        sections.Add(new() { Id = "reading", Title = "How this is read", Blocks = [new Block.Paragraph(ProgrammesBuilder.Reading(settings))] });
        var first = standings[0];
        return Frame.Document(this, setting, $"{first.Programme} {Periods.In(ProgrammeTelling.Days(month))}: {ProgrammeTelling.Status(first)}, {Words.Value(ProgrammeTelling.Ratio(first.Verdict))}", sections, ProgrammesBuilder.Metrics, ProgrammesBuilder.Footnotes);
    }

    /// <summary>Each tier with what is left of it and how likely it is.</summary>
    private static Table Chances(ProgrammeStanding standing) => new()
    {
        Id = "chances-" + ProgrammeHistory.Slug(standing),
        Title = $"{standing.Programme}: what the end of the month may bring",
        Columns =
        [
            new("tier", "Tier", ColumnKind.Text), new("limit", "Reached at", ColumnKind.Count), new("left", "Left before it", ColumnKind.Count), new("chance", "Chance by the end of the month", ColumnKind.Text), new("expected", "Expected at month end", ColumnKind.Text),
        ],
        Rows = [.. standing.Verdict.Tiers.Reverse().Select(tier => (IReadOnlyList<Cell>)
        [
            new Cell.Text(tier.Line.Tier + (tier.Line.IsOwn ? " (our own)" : "")),
            tier.Limit is { } limit ? new Cell.Count(limit) : new Cell.None("undefined"),
            tier.Left is { } left ? new Cell.Count(left) : new Cell.None("undefined"),
            tier.Chance is { } chance ? new Cell.Text(ProgrammeTelling.Chance(chance)) : new Cell.None("undefined"),
            ProgrammeTables.Expected(standing),
        ])],
    };
}
