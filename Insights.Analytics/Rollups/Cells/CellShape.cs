using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>What the cells of a kind carry, by the names of the rows' properties.</summary>
internal static class CellShape
{
    /// <summary>Of the dimensions of any kind.</summary>
    public const int MostDimensions = 9;

    public const string Currency = "Currency";

    /// <summary>What every row of a ticket carries, whatever its subject says.</summary>
    public static readonly string[] TicketMembers = ["Tier", "Team", "State", "Channel", "Priority", "Category", "Issue", "IssueCause"];

    // What has few members stands first: neighbours then share their beginnings, which are packed once.
    private static readonly string[] s_payments = [Currency, "Gateway", "Method", "Brand", "Country", "CustomerCountry", "FailureCause"];
    private static readonly string[] s_orders = [Currency, "Gateway", "Method", "Brand", "Country", "CustomerCountry", "FailureCause", "Next"];
    private static readonly string[] s_refunds = [Currency, "Gateway", "Method"];
    private static readonly string[] s_tickets = [.. TicketMembers, "Subject"];

    private static readonly string[] s_disputes = [Currency, "Network", "Country", "ReasonCategory", "State"];

    public static string[] Of(CellKind kind) => kind switch
    {
        CellKind.Payments => s_payments,
        CellKind.FailedOrders => s_orders,
        CellKind.Refunds => s_refunds,
        CellKind.Tickets => s_tickets,
        CellKind.Disputes or CellKind.Ledger => s_disputes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of cells."),
    };
}
