namespace Insights.Web.Portal;

/// <summary>A mail on its way out, and afterwards what became of it. Its key makes it one: whatever asks twice for the same mail gets the same row.</summary>
internal sealed class OutboxMessage
{
    public int Id { get; set; }

    /// <summary>run:12:recipient:3, or alerts:7: and what it tells.</summary>
    public string Key { get; set; } = "";

    public int? RunId { get; set; }

    public int? SubscriptionId { get; set; }

    public int? RecipientId { get; set; }

    /// <summary>The person of the portal it goes to; null for a vendor's contact.</summary>
    public int? UserId { get; set; }

    /// <summary>Whose eyes it was made for: "staff" or "vendor:CODE". Nobody with other eyes opens it.</summary>
    public string Eyes { get; set; } = "";

    public string ToAddress { get; set; } = "";

    public string ToName { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Text { get; set; } = "";

    public string Html { get; set; } = "";

    public string? UnsubscribeUrl { get; set; }

    /// <summary>The same at every attempt, so that a receiving server can tell a repetition.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>Formats whose files go along as attachments, separated by blanks; the others are links in the text.</summary>
    public string Attached { get; set; } = "";

    /// <summary>One of <see cref="Delivery.Sending.MailState"/>.</summary>
    public string State { get; set; } = "waiting";

    public int Attempts { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? NextAttemptAt { get; set; }

    public DateTime? LeasedUntil { get; set; }

    /// <summary>Which process has it: a lease that was lost must not be used.</summary>
    public string? LeasedBy { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>What the mail server said last.</summary>
    public string? Reply { get; set; }
}
