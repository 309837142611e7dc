using Insights.Import.Store.Facts;

namespace Insights.Import.Pipeline;

/// <summary>
/// Step 3: what must hold between the fields of a mapped row. Single cells were checked when they were read; here a row that contradicts
/// itself loses the doubtful field with a warning, and only a row that means nothing is rejected.
/// </summary>
internal static class Validate
{
    public static void Transaction(Transaction row, RowProblems problems)
    {
        // A rejected row has fields that could not be read; comparing them would only add noise.
        if (problems.IsRejected)
            return;
        if (row.Kind != "refund")
        {
            if (row.RefundExtent is not null || row.RefundMode is not null)
            {
                problems.Warn("refund_extent", row.RefundExtent ?? row.RefundMode, "refund-field-without-refund", $"A {row.Kind} cannot be a full or partial refund. The field was left empty.");
                row.RefundExtent = null;
                row.RefundMode = null;
            }
        }
        else if (row.OriginalRef is not null && row.OriginalRef == row.ExternalId)
        {
            problems.Warn("original_transaction_id", row.OriginalRef, "refund-of-itself", "A refund names itself as its charge. The field was left empty.");
            row.OriginalRef = null;
        }

        if (row.SettledAt < row.OccurredAt.AddDays(-1))
        {
            problems.Warn("settled_at", Show(row.SettledAt), "settled-before-payment", "The payment is settled before it was made. The field was left empty.");
            row.SettledAt = null;
        }

        if (row.Status == "succeeded" && row.FailureCause is not null)
        {
            problems.Warn("failure_cause", row.FailureCause, "failure-without-failure", "A payment that succeeded has no failure cause. The field was left empty.");
            row.FailureCause = null;
        }
    }

    public static void Ticket(Ticket row, RowProblems problems)
    {
        row.Agent = problems.KnownAs(ValueKinds.Agent, row.Agent, problems.Agents);
        if (problems.IsRejected)
            return;
        if (row.SolvedAt < row.CreatedAt)
        {
            problems.Warn("solved_at", Show(row.SolvedAt), "solved-before-created", "The ticket is solved before it was created. The field was left empty.");
            row.SolvedAt = null;
        }

        if (row.MergedInto is not null && row.MergedInto == row.ExternalId)
        {
            problems.Warn("merged_into", row.MergedInto, "merged-into-itself", "A ticket cannot be merged into itself. The field was left empty.");
            row.MergedInto = null;
        }
    }

    public static void Chargeback(Chargeback row, RowProblems problems)
    {
        if (problems.IsRejected)
            return;
        // Providers stamp both to the second or to the day, so a day of slack is no contradiction.
        if (row.ChargedAt > row.OpenedAt.AddDays(1))
        {
            problems.Warn("charged_at", Show(row.ChargedAt), "charged-after-dispute", "The charge is later than the dispute about it. The field was left empty.");
            row.ChargedAt = null;
        }

        if (row.DecidedAt < row.OpenedAt.AddDays(-1))
        {
            problems.Warn("decided_at", Show(row.DecidedAt), "decided-before-opened", "The dispute is decided before it was opened. The field was left empty.");
            row.DecidedAt = null;
        }

        if (row.EvidenceSubmittedAt < row.OpenedAt.AddDays(-1))
        {
            problems.Warn("evidence_submitted_at", Show(row.EvidenceSubmittedAt), "submitted-before-opened", "Evidence was submitted before the dispute was opened. The field was left empty.");
            row.EvidenceSubmittedAt = null;
        }
    }

    private static string? Show(DateTime? instant) => instant?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
