namespace Insights.Web.Portal;

/// <summary>Who gets a subscription: a person of the portal, or a vendor's contact who has no account.</summary>
internal sealed class SubscriptionRecipient
{
    public int Id { get; set; }

    public int SubscriptionId { get; set; }

    /// <summary>Null for a vendor's contact.</summary>
    public int? UserId { get; set; }

    /// <summary>Of a contact; a person's own address is read when mail goes out.</summary>
    public string? Address { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The vendor whose rows a contact reads, by code: an id may belong to another vendor in a rebuilt store.</summary>
    public string? VendorCode { get; set; }

    /// <summary>Said so by the link in a mail, or on screen. The row stays, so that nobody is added back unawares.</summary>
    public DateTime? UnsubscribedAt { get; set; }
}
