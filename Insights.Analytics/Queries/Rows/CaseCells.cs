using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store.Facts;
using NodaTime;

namespace Insights.Analytics.Queries.Rows;

/// <summary>A case as every queue shows it, whichever it lies in.</summary>
internal static class CaseCells
{
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Ticket", ColumnKind.Text),
        new("created", "Created", ColumnKind.Moment),
        new("vendor", "Vendor", ColumnKind.Text),
        new("subject", "Subject", ColumnKind.Text),
        new("status", "Status", ColumnKind.Text),
        new("waits", "Waits on", ColumnKind.Text),
        new("priority", "Priority", ColumnKind.Text),
        new("channel", "Channel", ColumnKind.Text),
        new("category", "Category", ColumnKind.Text),
        new("team", "Team", ColumnKind.Text),
        new("tier", "Tier", ColumnKind.Text),
        new("agent", "Agent", ColumnKind.Text),
        new("replied", "Last reply", ColumnKind.Moment),
        new("unheard", "Customer answered", ColumnKind.Moment),
        new("expires", "Expires", ColumnKind.Moment),
        new("customer", "Customer", ColumnKind.Text),
    ];

    /// <param name="desk">Null when the case is closed or merged.</param>
    public static IReadOnlyList<Cell> Of(Ticket? fact, DeskTicket? desk, RowContext context) =>
    [
        fact is null ? new Cell.None("not stored") : new Cell.Text(fact.ExternalId) { Link = RowDetailLinks.To(RowKind.Tickets, fact.SourceId, fact.ExternalId) },
        At(fact?.CreatedAt, "not stored"),
        new Cell.Text(context.Vendors.Name(fact?.VendorId ?? 0)),
        Text(fact?.Subject, "not given"),
        fact?.MergedInto is not null ? new Cell.Text("Merged") : Label(fact?.Status, "status not mapped"),
        Label(desk?.WaitsOn, "on nobody"),
        Label(fact?.Priority, "not given"),
        Label(fact?.Channel, "not given"),
        Label(fact?.Category, "not given"),
        Text(fact?.Team, "not given"),
        Text(fact?.Tier, "not given"),
        context.Filter.Scope.IsStaff ? Text(fact?.Agent, "nobody") : new Cell.None("known to the house"),
        At(desk?.RepliedAt, desk is null ? "not on the desk" : "no reply yet"),
        At(desk?.UnheardSince, "nothing unheard"),
        At(desk is null || desk.ExpiresAt == DeskTicket.Never ? null : desk.ExpiresAt, "does not expire"),
        Text(fact?.CustomerRef, "not given"),
    ];

    private static Cell Text(string? text, string why) => string.IsNullOrEmpty(text) ? new Cell.None(why) : new Cell.Text(text);

    private static Cell Label(string? key, string why) => string.IsNullOrEmpty(key) ? new Cell.None(why) : new Cell.Text(Words.Label(key));

    private static Cell At(DateTime? instant, string why) => instant is { } value ? new Cell.Moment(Instant.FromDateTimeUtc(value)) : new Cell.None(why);
}
