using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <inheritdoc cref="IPatternDocuments"/>
internal sealed class PatternDocuments(ReportSources sources, IPatternQueries patterns) : IPatternDocuments
{
    public async Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default) =>
        await patterns.FindAsync(id, scope, cancel) is { } detail ? new PatternDetailBuilder(sources, detail) : null;
}

/// <summary>One pattern: how big, over time, against what, how sure, and which disputes it is made of.</summary>
internal sealed class PatternDetailBuilder(ReportSources sources, PatternDetail detail) : IReportBuilder
{
    private readonly Pattern _pattern = detail.Pattern;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"patterns-{_pattern.Id}");
    public string Title => _pattern.Name;
    public string Audience => "Whoever is to do something about it";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        List<Section> sections =
        [
            new() { Id = "size", Title = "At a glance", Blocks = [PatternDetailTables.Tiles(_pattern), new Block.Paragraph(PatternDetailTables.Since(_pattern))] },
            new() { Id = "time", Title = "Over time", Blocks = [new Block.Chart(PatternDetailTables.Chart(detail))] },
            new() { Id = "against", Title = "Against what", Blocks = [new Block.DataTable(PatternDetailTables.Against(_pattern, scope))] },
            new() { Id = "test", Title = "How sure it is", Blocks = [new Block.DataTable(PatternDetailTables.Test(_pattern))] },
            new()
            {
                Id = "overlap", Title = "Seen also as",
                Blocks = detail.SeenAlsoAs.Count == 0
                    ? [new Block.Paragraph("No other segment stood out by these disputes.")]
                    : [new Block.Paragraph("These stood out too, by the same disputes; with this pattern allowed for, nothing of them is left."), new Block.DataTable(PatternDetailTables.Overlap(detail.SeenAlsoAs))],
            },
            new() { Id = "examples", Title = "Its disputes", Wide = true, Blocks = [new Block.DataTable(PatternDetailTables.Examples(detail))] },
        ];
        return Frame.Document(this, setting, _pattern.Sentence, sections, [Numbers.DisputeRate], PatternTables.Footnotes,
            introduction: $"Charges from {PatternTables.Day(detail.Run.From)} to {PatternTables.Day(detail.Run.To)}. {PatternDetailTables.Definition(_pattern)}");
    }
}
