using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Delivery.Sending;

/// <summary>Sends what waits, one mail after the other, and asks of each anew whether its recipient may still have it.</summary>
internal sealed class Dispatch(Outbox outbox, PortalStore store, IMailSender sender, Readers readers, MailOptions options, ILogger<Dispatch> log)
{
    /// <returns>How many were sent, and how many failed for good.</returns>
    public async Task<(int Sent, int Failed)> SendAsync(CancellationToken cancel)
    {
        await outbox.SettleAsync(cancel);
        if (options.Missing is not null)
            return default;
        var (sent, failed) = (0, 0);
        // Longer than a mail may take, so that nobody else takes it while it is on its way.
        var lease = TimeSpan.FromSeconds(options.TimeoutSeconds + 120);
        while (await outbox.ClaimAsync(lease, cancel) is { } message)
        {
            if (await readers.WhyNotAsync(message, cancel) is { } why)
            {
                await outbox.WithdrawAsync(message.Id, why, cancel);
                continue;
            }
            var mail = new OutgoingMail(message.MessageId, message.ToAddress, message.ToName, message.Subject, message.Text, message.Html, message.UnsubscribeUrl, await FilesAsync(message, cancel));
            var outcome = await sender.SendAsync(mail, () => outbox.HandingOverAsync(message.Id, CancellationToken.None), cancel);
            // What the server said is recorded even when the program is asked to end meanwhile.
            await outbox.RecordAsync(message, outcome, CancellationToken.None);
            switch (outcome)
            {
                case MailOutcome.Accepted:
                    sent++;
                    break;
                case MailOutcome.Refused or MailOutcome.Unknown:
                    failed++;
                    log.LogWarning("Mail {Id} was not taken: {Reply}", message.Id, outcome.Reply);
                    break;
                case MailOutcome.Deferred { IsServer: true }:
                    // The others would hear the same, a timeout each: they wait for the next minute.
                    log.LogWarning("The mail server cannot be used: {Reply}", outcome.Reply);
                    return (sent, failed);
            }
        }
        return (sent, failed);
    }

    private async Task<IReadOnlyList<MailFile>> FilesAsync(OutboxMessage message, CancellationToken cancel)
    {
        var formats = message.Attached.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (formats.Length == 0)
            return [];
        await using var db = store.Open();
        var files = await db.KeptFiles.AsNoTracking().Where(f => f.RunId == message.RunId && f.Eyes == message.Eyes && formats.Contains(f.Format)).ToListAsync(cancel);
        return [.. files.OrderBy(f => Array.IndexOf(formats, f.Format)).Select(f => new MailFile(f.FileName, f.MediaType, f.Content))];
    }
}
