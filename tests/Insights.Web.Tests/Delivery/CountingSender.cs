using System.Collections.Concurrent;
using Insights.Web.Delivery.Sending;

namespace Insights.Web.Tests.Delivery;

/// <summary>Takes every mail and keeps it.</summary>
internal sealed class CountingSender : IMailSender
{
    public ConcurrentQueue<string> Sent { get; } = [];

    public ConcurrentQueue<OutgoingMail> Mails { get; } = [];

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancel)
    {
        await handingOver();
        Sent.Enqueue(mail.MessageId);
        Mails.Enqueue(mail);
        return new MailOutcome.Accepted("250");
    }
}
