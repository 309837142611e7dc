using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Delivery.Sending;
using Insights.Web.Exports;
using Insights.Web.Portal;

namespace Insights.Web.Delivery;

/// <summary>A run's mail to one recipient, ready for the outbox: words, what is attached and what is a link, its number and its way out.</summary>
internal sealed class MailMaker(SignedLinks links, MailOptions options, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public static IEnumerable<ExportFormat> FormatsOf(Subscription subscription) =>
        subscription.Formats.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ExportFormat.Find).OfType<ExportFormat>();

    /// <summary>What goes along, in the order chosen, as long as it fits.</summary>
    public static IReadOnlyList<PressedFile> Attached(IReadOnlyList<PressedFile> files, long most)
    {
        var room = most;
        var attached = new List<PressedFile>();
        foreach (var file in files.Where(file => file.Content.LongLength <= room))
        {
            attached.Add(file);
            room -= file.Content.LongLength;
            if (room <= 0)
                break;
        }
        return attached;
    }

    /// <summary>A mail for the outbox.</summary>
    public OutboxMessage Mail(DeliveryRun run, Subscription subscription, SubscriptionRecipient recipient, Reader reader, PressedReport report, IReadOnlyList<PressedFile> files)
    {
        var attached = Attached(files, options.MostAttachedBytes);
        var content = report.Mail with
        {
            Files = [.. files.Select(file => attached.Contains(file)
                ? new MailLine(file.Name + " (attached)")
                : new MailLine(FormattableString.Invariant($"{file.Name} (too large to attach; the link works for {options.LinkDays} days)"), links.File(run.Id, recipient.Id, file.Format)))],
            Foot = [.. report.Mail.Foot, Why(subscription)],
            UnsubscribeUrl = links.Unsubscribe(recipient.Id),
        };
        var message = Envelope(run, subscription, recipient, reader);
        message.Subject = Shorten(subscription.Name + ": " + content.Headline, 150);
        message.Text = MailText.Of(content);
        message.Html = MailHtml.Of(content, message.Subject);
        message.UnsubscribeUrl = content.UnsubscribeUrl;
        message.Attached = string.Join(' ', attached.Select(file => file.Format));
        message.MessageId = MessageIdOf(message, options.From!);
        message.NextAttemptAt = Now;
        return message;
    }

    public static string Why(Subscription subscription) => $"You get this because you are a recipient of the subscription “{subscription.Name}”: {Schedule.Of(subscription).Words}.";

    /// <summary>A line of the log in place of a mail that could not be made.</summary>
    public OutboxMessage Failed(DeliveryRun run, Subscription subscription, SubscriptionRecipient recipient, Reader? reader, string why)
    {
        var message = Envelope(run, subscription, recipient, reader);
        (message.Subject, message.State, message.Reply, message.EndedAt) = (subscription.Name, MailState.Failed, why, Now);
        return message;
    }

    private OutboxMessage Envelope(DeliveryRun run, Subscription subscription, SubscriptionRecipient recipient, Reader? reader) => new()
    {
        Key = KeyOf(run.Id, recipient.Id),
        RunId = run.Id,
        SubscriptionId = subscription.Id,
        RecipientId = recipient.Id,
        UserId = recipient.UserId,
        Eyes = reader?.Eyes ?? "nobody",
        ToAddress = reader?.Address ?? recipient.Address ?? "",
        ToName = reader?.Name ?? recipient.Name,
        CreatedAt = Now,
    };

    public static string KeyOf(int runId, int recipientId) => FormattableString.Invariant($"run:{runId}:recipient:{recipientId}");

    /// <summary>One a mail, whoever sends it and how often.</summary>
    public static string MessageIdOf(OutboxMessage message, string from) =>
        "<" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Key}|{message.ToAddress}|{message.CreatedAt.Ticks}"))))[..40] + "@" + from[(from.LastIndexOf('@') + 1)..].TrimEnd('>') + ">";

    public static string Shorten(string text, int most) => text.Length <= most ? text.ReplaceLineEndings(" ") : text[..(most - 1)].ReplaceLineEndings(" ") + "…";
}
