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
        nameof(Ticket.ReportedFirstReplySeconds), nameof(Ticket.ReportedFullResolutionSeconds), nameof(Ticket.Brand), nameof(Ticket.HoldReason),
        nameof(Ticket.ReportedFirstReplyBusinessSeconds), nameof(Ticket.ReportedFirstResolutionSeconds), nameof(Ticket.ReportedFirstResolutionBusinessSeconds),
        nameof(Ticket.ReportedFullResolutionBusinessSeconds), nameof(Ticket.ReportedAgentWaitSeconds), nameof(Ticket.ReportedAgentWaitBusinessSeconds),
        nameof(Ticket.ReportedRequesterWaitSeconds), nameof(Ticket.ReportedRequesterWaitBusinessSeconds), nameof(Ticket.ReportedOnHoldSeconds),
        nameof(Ticket.ReportedOnHoldBusinessSeconds), nameof(Ticket.ReportedReopens), nameof(Ticket.ReportedReplies), nameof(Ticket.Intake),
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

    public static void Complete(Ticket row, Ticket known)
    {
        row.CustomerRef = Known.Text(row.CustomerRef, known.CustomerRef);
        row.Subject = Known.Text(row.Subject, known.Subject);
        row.Channel = Known.Text(row.Channel, known.Channel);
        row.Category = Known.Text(row.Category, known.Category);
        row.Priority = Known.Text(row.Priority, known.Priority);

        // An unmapped status is no empty one: what the source wrote stands beside it.
        if (string.IsNullOrEmpty(row.Status) && string.IsNullOrEmpty(row.RawStatus))
            (row.Status, row.RawStatus) = (known.Status, known.RawStatus);
        row.Team = Known.Text(row.Team, known.Team);
        row.Tier = Known.Text(row.Tier, known.Tier);
        row.Agent = Known.Text(row.Agent, known.Agent);
        row.CreatedAt = Known.Instant(row.CreatedAt, known.CreatedAt);
        row.SolvedAt ??= known.SolvedAt;
        row.TransactionRef = Known.Text(row.TransactionRef, known.TransactionRef);
        row.MergedInto = Known.Text(row.MergedInto, known.MergedInto);
        row.FollowUpOf = Known.Text(row.FollowUpOf, known.FollowUpOf);
        row.Satisfaction = Known.Text(row.Satisfaction, known.Satisfaction);
        row.Tags = Known.Text(row.Tags, known.Tags);
        row.Brand = Known.Text(row.Brand, known.Brand);
        row.HoldReason = Known.Text(row.HoldReason, known.HoldReason);
        row.Intake ??= known.Intake;
        KeepReported(row, known);
    }

    public static void Keep(Ticket row, Ticket known, Unsaid unsaid)
    {
        if (unsaid.HasFlag(Unsaid.Brand))
            row.Brand = Known.Text(row.Brand, known.Brand);
        if (unsaid.HasFlag(Unsaid.Intake))
            row.Intake ??= known.Intake;
        if (unsaid.HasFlag(Unsaid.Reported))
            KeepReported(row, known);
    }

    public static void DateBack(Ticket row, Ticket known) => row.CreatedAt = Known.Earlier(row.CreatedAt, known.CreatedAt);

    private static void KeepReported(Ticket row, Ticket known)
    {
        row.ReportedFirstReplySeconds ??= known.ReportedFirstReplySeconds;
        row.ReportedFirstReplyBusinessSeconds ??= known.ReportedFirstReplyBusinessSeconds;
        row.ReportedFirstResolutionSeconds ??= known.ReportedFirstResolutionSeconds;
        row.ReportedFirstResolutionBusinessSeconds ??= known.ReportedFirstResolutionBusinessSeconds;
        row.ReportedFullResolutionSeconds ??= known.ReportedFullResolutionSeconds;
        row.ReportedFullResolutionBusinessSeconds ??= known.ReportedFullResolutionBusinessSeconds;
        row.ReportedAgentWaitSeconds ??= known.ReportedAgentWaitSeconds;
        row.ReportedAgentWaitBusinessSeconds ??= known.ReportedAgentWaitBusinessSeconds;
        row.ReportedRequesterWaitSeconds ??= known.ReportedRequesterWaitSeconds;
        row.ReportedRequesterWaitBusinessSeconds ??= known.ReportedRequesterWaitBusinessSeconds;
        row.ReportedOnHoldSeconds ??= known.ReportedOnHoldSeconds;
        row.ReportedOnHoldBusinessSeconds ??= known.ReportedOnHoldBusinessSeconds;
        row.ReportedReopens ??= known.ReportedReopens;
        row.ReportedReplies ??= known.ReportedReplies;
    }

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
        sink.Text(row.Brand);
        sink.Text(row.HoldReason);
        sink.Int32(row.ReportedFirstReplyBusinessSeconds);
        sink.Int32(row.ReportedFirstResolutionSeconds);
        sink.Int32(row.ReportedFirstResolutionBusinessSeconds);
        sink.Int32(row.ReportedFullResolutionBusinessSeconds);
        sink.Int32(row.ReportedAgentWaitSeconds);
        sink.Int32(row.ReportedAgentWaitBusinessSeconds);
        sink.Int32(row.ReportedRequesterWaitSeconds);
        sink.Int32(row.ReportedRequesterWaitBusinessSeconds);
        sink.Int32(row.ReportedOnHoldSeconds);
        sink.Int32(row.ReportedOnHoldBusinessSeconds);
        sink.Int32(row.ReportedReopens);
        sink.Int32(row.ReportedReplies);
        sink.Int32(row.Intake);
    }
}
