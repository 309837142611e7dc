using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.Rows;

/// <summary>A ticket's exemptions as its page shows them; for people of the house.</summary>
/// <param name="MayChange">The reader's role may exempt.</param>
internal sealed record ExemptionsView(int Source, string Ticket, bool MayChange, IReadOnlyList<ExemptionRow> Rows, IReadOnlyList<PromisedMetric> Metrics, string? Problem)
{
    public static ExemptionsView Of(int source, string ticket, bool mayChange, IReadOnlyList<ExemptionLine> lines, IReadOnlyList<PromisedMetric> metrics, DateTimeZone zone, string? problem) =>
        new(source, ticket, mayChange, [.. lines.Select(line => new ExemptionRow(
            line.Id,
            line.Metric is null ? "the whole ticket" : metrics.FirstOrDefault(metric => metric.Id == line.Metric)?.Name ?? line.Metric,
            line.Reason,
            $"{line.By}, {At(line.At, zone)}",
            line.WithdrawnAt is { } at ? $"taken back by {line.WithdrawnBy}, {At(at, zone)}" : "in force",
            line.WithdrawnAt is null))], metrics, problem);

    private static string At(DateTime utc, DateTimeZone zone) => CellText.Of(new Cell.Moment(Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc))), zone);
}

internal sealed record ExemptionRow(int Id, string What, string Reason, string By, string State, bool IsInForce);
