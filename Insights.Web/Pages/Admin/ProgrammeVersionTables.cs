using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;

namespace Insights.Web.Pages.Admin;

/// <summary>Lines and their versions as tables.</summary>
internal static class ProgrammeVersionTables
{
    public static Table Lines(IReadOnlyList<ProgrammeCard> cards) => new()
    {
        Id = "lines",
        Title = "Lines",
        Columns =
        [
            new("programme", "Programme", ColumnKind.Text), new("tier", "Tier", ColumnKind.Text), new("region", "Region", ColumnKind.Text), new("from", "From", ColumnKind.Date), new("to", "Until", ColumnKind.Date),
            new("ratio", "Ratio", ColumnKind.Share), new("count", "And at least", ColumnKind.Count), new("state", "State", ColumnKind.Text), new("by", "Saved by", ColumnKind.Text), new("source", "Source", ColumnKind.Text),
        ],
        Rows = [.. cards.Select(card => (IReadOnlyList<Cell>)
        [
            new Cell.Text(card.Shown.Programme) { Link = "/admin/programmes/edit?id=" + Uri.EscapeDataString(card.Id) },
            new Cell.Text(card.Shown.Tier),
            new Cell.Text(card.Shown.Region),
            card.Shown.ValidFrom is { } from ? new Cell.Date(from) : new Cell.None("without a first day"),
            card.Shown.ValidTo is { } to ? new Cell.Date(to) : new Cell.None("still holds"),
            card.Shown.RatioBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : new Cell.None("none announced"),
            card.Shown.MinCount is { } count ? new Cell.Count(count) : new Cell.None("no least count"),
            new Cell.Text(card.Current is null ? "Taken out" : card.Versions[0].Version == 0 ? "As delivered" : FormattableString.Invariant($"Version {card.Versions[0].Version}")),
            new Cell.Text(card.Versions[0].SavedBy),
            new Cell.Text(card.Shown.Source),
        ])],
    };

    public static Table Setting(IReadOnlyList<ProgrammeVersion> versions) => new()
    {
        Id = "setting",
        Title = "What was chosen, newest first",
        Columns = [new("version", "Version", ColumnKind.Count), new("value", "Disputes for fraud", ColumnKind.Text), .. Saved],
        Rows = [.. versions.Select(version => (IReadOnlyList<Cell>)
        [
            new Cell.Count(version.Version), new Cell.Text(version.Value == "false" ? "left out where reports are known" : "count beside their report"), .. Of(version),
        ])],
    };

    public static Table Versions(IReadOnlyList<ProgrammeVersion> versions) => new()
    {
        Id = "versions",
        Title = "Versions, newest first",
        Columns = [new("version", "Version", ColumnKind.Count), new("ratio", "Ratio", ColumnKind.Share), new("count", "And at least", ColumnKind.Count), new("holds", "Holds", ColumnKind.Text), .. Saved],
        Rows = [.. versions.Select(version => (IReadOnlyList<Cell>)
        [
            new Cell.Count(version.Version),
            version.Line?.RatioBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : new Cell.None(version.Line is null ? "taken out" : "none announced"),
            version.Line?.MinCount is { } count ? new Cell.Count(count) : new Cell.None(version.Line is null ? "taken out" : "no least count"),
            new Cell.Text(version.Line is { } line ? Holds(line) : "taken out of the table"),
            .. Of(version),
        ])],
    };

    private static Column[] Saved => [new("at", "Saved", ColumnKind.Moment), new("by", "By", ColumnKind.Text), new("why", "Why", ColumnKind.Text)];

    private static IEnumerable<Cell> Of(ProgrammeVersion version) =>
        [version.SavedAt is { } at ? new Cell.Moment(at) : new Cell.None("with the program"), new Cell.Text(version.SavedBy), new Cell.Text(version.Reason)];

    private static string Holds(ProgrammeLine line) => (line.ValidFrom, line.ValidTo) switch
    {
        (null, null) => "always",
        ({ } from, null) => "from " + from.ToString("d MMM uuuu", CultureInfo.InvariantCulture),
        (null, { } to) => "until " + to.ToString("d MMM uuuu", CultureInfo.InvariantCulture),
        ({ } from, { } to) => from.ToString("d MMM uuuu", CultureInfo.InvariantCulture) + " to " + to.ToString("d MMM uuuu", CultureInfo.InvariantCulture),
    };
}
