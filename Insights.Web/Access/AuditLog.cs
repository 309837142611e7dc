using System.Security.Claims;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Access;

internal static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string LockedOut = "locked-out";
    public const string SignedOut = "signed-out";
    public const string Denied = "denied";
    public const string Exported = "exported";
    public const string LinkUsed = "set-up-link-used";
    public const string LinkRefused = "set-up-link-refused";
    public const string UserChanged = "user-changed";
    public const string SettingsChanged = "settings-changed";
    public const string Uploaded = "uploaded";
    public const string ImportStarted = "import-started";
    public const string TotalsOverridden = "totals-overridden";
    public const string ImportUndone = "import-undone";
    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";
    public const string JobStarted = "job-started";
    public const string JobCancelled = "job-cancelled";
    public const string MonthClosed = "month-closed";
    public const string RulesSaved = "rules-saved";
    public const string RulesApproved = "rules-approved";
    public const string RulesDiscarded = "rules-discarded";
    public const string TicketExempted = "ticket-exempted";
    public const string ExemptionWithdrawn = "exemption-withdrawn";
    public const string ActionTaken = "action-taken";
    public const string ActionTakenBack = "action-taken-back";
    public const string CandidatePutAside = "candidate-put-aside";
    public const string CandidateTakenBack = "candidate-taken-back";
    public const string ProgrammesChanged = "programmes-changed";
    public const string IssueCorrected = "issue-corrected";
    public const string IssueCorrectionTakenBack = "issue-correction-taken-back";
    public const string WordsSaved = "words-saved";
    public const string LimitSet = "limit-set";
    public const string LimitTakenBack = "limit-taken-back";
    public const string SubscriptionChanged = "subscription-changed";
    public const string Unsubscribed = "unsubscribed";
    public const string ReportPublished = "report-published";
    public const string MailChoice = "mail-choice";
    public const string PasswordChanged = "password-changed";
}

/// <summary>Writes the audit trail. In a context of its own, so that it neither commits nor loses a caller's work.</summary>
internal sealed class AuditLog(PortalStore store, TimeProvider clock)
{
    private const int DetailLength = 1000;

    public async Task RecordAsync(HttpContext http, string action, string detail, string? userName = null)
    {
        await using var db = store.Open();
        db.Audit.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            UserId = http.User.UserId(),
            UserName = Shorten(userName ?? http.User.FindFirstValue(ClaimTypes.Name) ?? "", 256),
            Action = action,
            Detail = Shorten(detail, DetailLength),
            RemoteAddress = http.Connection.RemoteIpAddress?.ToString(),
        });
        // Not the request's token: who leaves in the middle is recorded all the same.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> LatestAsync(long? before, int take, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.Audit.AsNoTracking().Where(entry => before == null || entry.Id < before).OrderByDescending(entry => entry.Id).Take(take).ToListAsync(cancel);
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
