using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports.Builders;

/// <summary>What stands out among payments and disputes, each cause once, and how much was asked to find it.</summary>
internal sealed class PatternsBuilder(ReportSources sources, IPatternQueries patterns) : IReportBuilder
{
    /// <summary>A pattern found within so many days is marked as new.</summary>
    private static readonly Duration s_new = Duration.FromDays(7);

    public string Id => "patterns";
    public string Title => "Patterns";
    public string Audience => "Vendors and risk managers: what do the disputes have in common, since when, and how sure is it?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        if (await patterns.LastRunAsync(scope, cancel) is not { } run)
        {
            return scope.Kind == ScopeKind.Nothing || !setting.HasData
                ? Frame.Nothing(this, setting, [Numbers.DisputeRate])
                : Frame.Document(this, setting, "No search has run yet",
                    [new Section { Id = "never", Title = "What stands out", Blocks = [new Block.Paragraph("Patterns are searched for every night, and after the first import. The search has not run yet.")] }], [Numbers.DisputeRate], PatternTables.Footnotes);
        }
        var found = await patterns.ListAsync(filter, scope, cancel);
        var gone = await patterns.GoneAsync(filter, scope, cancel);
        List<Section> sections =
        [
            new()
            {
                Id = "found", Title = "What stands out", Wide = true,
                Blocks = found.Count == 0
                    ? [new Block.Paragraph(Nothing(filter, scope))]
                    : [new Block.Bullets([.. found.Take(5).Select(one => new Sentence(one.Sentence + PatternTables.SinceClause(one), PatternTables.LinkTo(one)))]), new Block.DataTable(PatternTables.List(found, setting.Now - s_new))],
            },
            new() { Id = "tested", Title = "What was asked", Blocks = [new Block.Paragraph(PatternTables.Asked(run, scope))] },
        ];
        if (gone.Count > 0)
            sections.Add(new() { Id = "gone", Title = "No longer there", Blocks = [new Block.DataTable(PatternTables.Gone(gone))] });
        return Frame.Document(this, setting, Headline(found), sections, [Numbers.DisputeRate], PatternTables.Footnotes,
            introduction: $"Of the 52 weeks of charges up to {PatternTables.Day(run.To)}, whatever period is chosen above. Each cause is told once, under the name that says most about it; the largest excess comes first.");
    }

    private static string Headline(IReadOnlyList<Pattern> found) => found.Count switch
    {
        0 => "Nothing stands out beyond chance",
        1 => $"One pattern stands out: {found[0].Name}",
        _ => $"{found.Count} patterns stand out; the largest is {found[0].Name}",
    };

    private static string Nothing(ReportFilter filter, DataScope scope) => filter.Values.Count > 0
        ? "No pattern of the last search matches these filters."
        : scope.IsStaff
            ? "No segment has more disputes than chance explains, with all the questions asked allowed for."
            : "No part of your payments has more disputes than chance explains, with all the questions asked allowed for.";
}
