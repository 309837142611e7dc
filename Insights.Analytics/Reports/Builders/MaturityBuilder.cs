using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Maturity;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>How far the disputes on each month of sales have come in, and what they are expected to end at: why a young month's rate is never an improvement.</summary>
internal sealed class MaturityBuilder(ReportSources sources, IMaturityQueries maturity) : IReportBuilder
{
    private static readonly MetricDefinition[] Metrics = [Numbers.DisputeRate, Numbers.Payments];

    public string Id => "chargebacks-maturity";
    public string Title => "Maturity of dispute rates";
    public string Audience => "Risk and vendors: how far have the disputes on each month of sales come in, and what will they end at?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        filter = NetworkFilter.Of(filter);
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var report = await maturity.CohortsAsync(filter, scope, cancel);
        if (report.Until is not { } until)
            return Frame.Nothing(this, setting, Metrics);

        List<Section> sections =
        [
            new()
            {
                Id = "triangle", Title = "Months of sales against months since", Wide = true,
                Blocks =
                [
                    new Block.Paragraph("Each row is a month of sales; each column shows how many of its payments had been disputed that many months later. Hatched months can only rise: their rate is lower because disputes are still to come, which is no improvement."),
                    new Block.Chart(CohortTables.Triangle(setting, report)),
                ],
            },
            new()
            {
                Id = "projection", Title = "What they are expected to end at", Wide = true,
                Blocks = [new Block.DataTable(CohortTables.Projection(setting, report)), new Block.Paragraph(CohortTables.HowProjected(report))],
            },
            new() { Id = "counts", Title = "The counts behind it", Wide = true, Blocks = [new Block.DataTable(CohortTables.Counts(setting, report)), new Block.DataTable(CohortTables.Factors(report))] },
        ];
        return Frame.Document(this, setting, Headline(report), sections, Metrics,
        [
            $"Disputes received until the end of {Periods.Name(ProgrammeTelling.Days(until))}, the last whole month of the data; “so far” also holds what came since, and no month is expected to end below it.",
            NetworkFilter.Note,
            FormattableString.Invariant($"A month is complete after {report.Ages - 1} months. Nothing is projected under {CohortProjection.LeastDeveloped:P0} developed, nor from fewer than {CohortProjection.FewestCohorts} months of sales."),
            "Projection: chain ladder with the standard errors of T. Mack (1993); Cape Cod, which expects every month to end at one common rate, where a month is young.",
        ]);
    }

    private static string Headline(CohortReport report)
    {
        var complete = report.Lines.LastOrDefault(line => line is { IsComplete: true, Payments: > 0 });
        var young = report.Lines.LastOrDefault(line => line is { IsComplete: false, Payments: > 0 } && line.Projected.Ultimate is not null);
        return (complete, young) switch
        {
            (null, _) => "No month of sales is old enough yet for its dispute rate to be final",
            (_, null) => $"{CohortTables.Month(complete)} is the last month whose dispute rate is final: {CohortTables.Rate(complete.Cumulative[^1], complete.Payments)}",
            _ => $"{CohortTables.Month(young)} stands at {CohortTables.Rate(young.SoFar, young.Payments)} and is expected to end at {CohortTables.Rate(young.ExpectedEnd!.Value, young.Payments)}; final for {CohortTables.Month(complete)}: {CohortTables.Rate(complete.Cumulative[^1], complete.Payments)}",
        };
    }
}
