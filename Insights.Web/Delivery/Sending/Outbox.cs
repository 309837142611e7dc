using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Delivery.Sending;

/// <summary>
/// Mail on its way out, in the database: what is written here survives a crash, and every step is one conditional update, so that of two processes one wins.
/// </summary>
internal sealed class Outbox(PortalStore store, TimeProvider clock)
{
    // A mail that could not go out after a day is yesterday's: its sender hears of it instead.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    /// <summary>This process, in leases.</summary>
    public string Me { get; } = Guid.NewGuid().ToString("N");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether a mail's time has come, or a dead process's turn with one is over.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        return await db.Outbox.AnyAsync(m => (m.State == MailState.Waiting && m.NextAttemptAt <= now) || ((m.State == MailState.Claimed || m.State == MailState.Handing) && m.LeasedUntil < now), cancel);
    }

    /// <summary>Puts what crashed processes left in order: never handed over = waits again; handed over = nobody knows.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        await db.Outbox.Where(m => m.State == MailState.Claimed && m.LeasedUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Waiting).SetProperty(m => m.NextAttemptAt, now).SetProperty(m => m.LeasedBy, (string?)null), cancel);
        await db.Outbox.Where(m => m.State == MailState.Handing && m.LeasedUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Unconfirmed).SetProperty(m => m.EndedAt, now)
                .SetProperty(m => m.Reply, "The program ended between handing the mail over and reading the answer. It is most likely there, and is not sent again by itself."), cancel);
    }

    /// <summary>The next mail whose time has come, now this process's own; null when there is none.</summary>
    public async Task<OutboxMessage?> ClaimAsync(TimeSpan lease, CancellationToken cancel)
    {
        await using var db = store.Open();
        while (true)
        {
            var now = Now;
            var next = await db.Outbox.AsNoTracking().Where(m => m.State == MailState.Waiting && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).FirstOrDefaultAsync(cancel);
            if (next is null)
                return null;
            var until = now + lease;
            var mine = await db.Outbox.Where(m => m.Id == next.Id && m.State == MailState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Claimed).SetProperty(m => m.LeasedBy, Me).SetProperty(m => m.LeasedUntil, until)
                    .SetProperty(m => m.Attempts, m => m.Attempts + 1), cancel) == 1;
            if (!mine)
                continue;
            next.Attempts++;
            next.State = MailState.Claimed;
            return next;
        }
    }

    /// <summary>Recorded before the server can have taken the mail.</summary>
    /// <exception cref="InvalidOperationException">The lease has run out: another process may have the mail by now.</exception>
    public async Task HandingOverAsync(int id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        var still = await db.Outbox.Where(m => m.Id == id && m.State == MailState.Claimed && m.LeasedBy == Me && m.LeasedUntil >= now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Handing), cancel) == 1;
        if (!still)
            throw new InvalidOperationException("The turn to send this mail has passed to another process.");
    }

    /// <summary>Records what the server said.</summary>
    public async Task RecordAsync(OutboxMessage message, MailOutcome outcome, CancellationToken cancel)
    {
        var now = Now;
        var (state, next) = outcome switch
        {
            MailOutcome.Accepted => (MailState.Sent, (DateTime?)null),
            MailOutcome.Refused => (MailState.Failed, null),
            MailOutcome.Unknown => (MailState.Unconfirmed, null),
            _ when now - message.CreatedAt >= GivenUpAfter => (MailState.Failed, null),
            _ => (MailState.Waiting, now + Pause(message)),
        };
        var reply = outcome is MailOutcome.Deferred && state == MailState.Failed ? "Given up after a day. " + outcome.Reply : outcome.Reply;
        await EndAsync(message.Id, state, next, reply, cancel);
    }

    /// <summary>Takes a mail back before it is sent.</summary>
    public Task WithdrawAsync(int id, string why, CancellationToken cancel) => EndAsync(id, MailState.Withdrawn, null, why, cancel);

    /// <summary>Once more, on a person's word: after a failure that was put right, or one whose answer was lost.</summary>
    /// <returns>False when it has been sent or is on its way.</returns>
    public async Task<bool> AgainAsync(int id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        return await db.Outbox.Where(m => m.Id == id && (m.State == MailState.Failed || m.State == MailState.Unconfirmed) && m.MessageId != "")
            // A day from now on: "given up" counts from the new beginning.
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Waiting).SetProperty(m => m.NextAttemptAt, now).SetProperty(m => m.CreatedAt, now)
                .SetProperty(m => m.Attempts, 0).SetProperty(m => m.EndedAt, (DateTime?)null), cancel) == 1;
    }

    private async Task EndAsync(int id, string state, DateTime? next, string reply, CancellationToken cancel)
    {
        await using var db = store.Open();
        var ended = state == MailState.Waiting ? (DateTime?)null : Now;
        reply = reply.Length <= 1000 ? reply : reply[..1000];
        await db.Outbox.Where(m => m.Id == id && m.LeasedBy == Me && (m.State == MailState.Claimed || m.State == MailState.Handing))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state).SetProperty(m => m.NextAttemptAt, next).SetProperty(m => m.EndedAt, ended)
                .SetProperty(m => m.Reply, reply).SetProperty(m => m.LeasedBy, (string?)null).SetProperty(m => m.LeasedUntil, (DateTime?)null), cancel);
    }

    // Spread by the row's number, so that what failed together does not come back together.
    private static TimeSpan Pause(OutboxMessage message) => Pauses[Math.Min(message.Attempts, Pauses.Length) - 1] + TimeSpan.FromSeconds(message.Id % 20);
}
