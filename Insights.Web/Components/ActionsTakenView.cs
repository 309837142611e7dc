using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Components;

/// <summary>What a vendor, or the house for it, says was done; with the form to say more.</summary>
internal sealed record ActionsTakenView(string Path, IReadOnlyList<ActionTakenRow> Rows, IReadOnlyList<ChargebackAction> Choices, string Today, bool MayChange, string? Problem)
{
    /// <param name="forTheHouse">Names of people are shown to the house only.</param>
    public static ActionsTakenView Of(IReadOnlyList<TakenActionLine> lines, string path, LocalDate today, DateTimeZone zone, bool forTheHouse, bool mayChange, string? problem) => new(
        path,
        [.. lines.Where(line => forTheHouse || line.IsInForce).Select(line => new ActionTakenRow(
            line.Id,
            line.ActionId + " · " + (ActionCatalog.Find(line.ActionId)?.Title ?? "no longer on the list"),
            CellText.Of(new Cell.Date(line.Day), zone),
            line.Note,
            forTheHouse ? line.By + (line.ByVendor ? " (vendor)" : "") : line.ByVendor ? "you" : "us, for you",
            line.IsInForce,
            line.WithdrawnAt is { } at ? $"taken back by {line.WithdrawnBy}, {CellText.Of(new Cell.Moment(at), zone)}" : "done"))],
        ActionCatalog.All,
        LocalDatePattern.Iso.Format(today),
        mayChange,
        problem);
}

internal sealed record ActionTakenRow(int Id, string What, string Day, string Note, string By, bool IsInForce, string State);
