using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

internal readonly struct TicketShape : IFactShape<Ticket>
{
    public static string Table => "tickets";

    public static int Kind => 2;

    public static string[] ContentColumns { get; } =
    [
        nameof(Ticket.CustomerRef), nameof(Ticket.Subject), nameof(Ticket.Channel), nameof(Ticket.Category), nameof(Ticket.Priority), nameof(Ticket.Status),
        nameof(Ticket.RawStatus), nameof(Ticket.Team), nameof(Ticket.Tier), nameof(Ticket.Agent), nameof(Ticket.CreatedAt), nameof(Ticket.SolvedAt),
        nameof(Ticket.TransactionRef), nameof(Ticket.MergedInto), nameof(Ticket.FollowUpOf), nameof(Ticket.Satisfaction), nameof(Ticket.Tags),
        nameof(Ticket.ReportedFirstReplySeconds), nameof(Ticket.ReportedFullResolutionSeconds),
    ];

    public static string DateColumn => "created_at";

    public static string ChargeColumn => "transaction_ref";

    public static bool HasDisputeDates => false;

    public static DateTime DateOf(Ticket row) => row.CreatedAt;

    public static string? ChargeOf(Ticket row) => row.TransactionRef;

    public static bool LacksChargeDate(Ticket row) => false;

    public static void SetChargeDate(Ticket row, DateTime? instant)
    {
    }

    public static (DateTime? Charged, DateTime? Decided) DisputeDates(Ticket row) => default;

    public static void Content<TSink>(Ticket row, ref TSink sink) where TSink : struct, IColumnSink
    {
        sink.Text(row.CustomerRef);
        sink.Text(row.Subject);
        sink.Text(row.Channel);
        sink.Text(row.Category);
        sink.Text(row.Priority);
        sink.Text(row.Status);
        sink.Text(row.RawStatus);
        sink.Text(row.Team);
        sink.Text(row.Tier);
        sink.Text(row.Agent);
        sink.Instant(row.CreatedAt);
        sink.Instant(row.SolvedAt);
        sink.Text(row.TransactionRef);
        sink.Text(row.MergedInto);
        sink.Text(row.FollowUpOf);
        sink.Text(row.Satisfaction);
        sink.Text(row.Tags);
        sink.Int32(row.ReportedFirstReplySeconds);
        sink.Int32(row.ReportedFullResolutionSeconds);
    }
}
