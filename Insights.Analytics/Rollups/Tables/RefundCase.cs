namespace Insights.Analytics.Rollups.Tables;

/// <summary>One refund, and the other refunds of the same payment: whether it was a repetition, and whether one that failed was made good later.</summary>
internal sealed class RefundCase
{
    public long RefundKey { get; set; }
    public int VendorId { get; set; }
    public int SourceId { get; set; }
    public string RefundRef { get; set; } = "";
    public string? PaymentRef { get; set; }

    /// <summary>Hash of (source, payment id); null where the refund names no payment.</summary>
    public long? PaymentHash { get; set; }
    public string? CustomerRef { get; set; }
    public string? OrderRef { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";

    /// <summary>succeeded, failed, pending.</summary>
    public string Status { get; set; } = "";
    public string? Extent { get; set; }
    public string? Mode { get; set; }
    public string? Method { get; set; }
    public string? Gateway { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>When the money arrived, as far as the provider tells.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>Until when the customer may expect the money.</summary>
    public DateTime PromisedUntil { get; set; }

    /// <summary>Other refunds of the same payment.</summary>
    public int Others { get; set; }

    /// <summary>Of a refund that succeeded: how many had succeeded before, a full one among them. More than none was money given back twice.</summary>
    public int Repeats { get; set; }

    /// <summary>Of a refund that failed or waits: when another one of the payment was made that succeeded.</summary>
    public DateTime? MadeGoodAt { get; set; }

    /// <summary>Of a refund that succeeded: when one of the payment had failed before; the customer waits since then.</summary>
    public DateTime? FailedBeforeAt { get; set; }
}
