namespace Insights.Web.Delivery.Sending;

/// <summary>Hands one mail to one recipient over to a mail server.</summary>
internal interface IMailSender
{
    /// <summary>
    /// Tries once. <paramref name="handingOver"/> is awaited before the server can have taken the mail: when it throws, the server has not. What happens after it and
    /// before the server's answer is known to nobody if the connection or the process dies; then the outcome is <see cref="MailOutcome.Unknown"/>, or there is none.
    /// </summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancel);
}

/// <param name="MessageId">In angle brackets; the same at every attempt.</param>
/// <param name="UnsubscribeUrl">For RFC 8058's two headers; null leaves them out.</param>
internal sealed record OutgoingMail(
    string MessageId, string ToAddress, string ToName, string Subject, string Text, string Html, string? UnsubscribeUrl, IReadOnlyList<MailFile> Files);

internal sealed record MailFile(string Name, string MediaType, byte[] Content);

/// <summary>What the mail server said, for people, and what follows from it.</summary>
internal abstract record MailOutcome(string Reply)
{
    /// <summary>Taken: the server answers for it from here on.</summary>
    internal sealed record Accepted(string Reply) : MailOutcome(Reply);

    /// <summary>Refused for good: trying again would be answered the same (5xx).</summary>
    internal sealed record Refused(string Reply) : MailOutcome(Reply);

    /// <summary>Not now (4xx, no connection, sign-in refused). <paramref name="IsServer"/>: it concerns the server, so every other mail too.</summary>
    internal sealed record Deferred(string Reply, bool IsServer) : MailOutcome(Reply);

    /// <summary>All of it was sent and the answer did not come.</summary>
    internal sealed record Unknown(string Reply) : MailOutcome(Reply);
}
