namespace Insights.Analytics.Rollups.Tables;

/// <summary>A charge that looks wrong, with what speaks for it. A candidate and no verdict: somebody confirms it or puts it aside with a reason.</summary>
internal sealed class BillingFinding
{
    public const string Duplicate = "duplicate_charge";
    public const string Amount = "amount_differs";
    public const string AfterRefund = "charged_after_cancellation";
    public const string Fee = "fee_out_of_line";

    public string Kind { get; set; } = "";
    public int SourceId { get; set; }
    public string PaymentRef { get; set; } = "";
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public DateTime PaidAt { get; set; }
    public long PaymentHash { get; set; }

    /// <summary>The other charge, the attempt with another amount, or the cancellation it is held against.</summary>
    public string? OtherRef { get; set; }
    public long? OtherHash { get; set; }
    public DateTime? OtherAt { get; set; }
    public string? CustomerRef { get; set; }
    public string? OrderRef { get; set; }
    public string? Gateway { get; set; }
    public string? Method { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";

    /// <summary>What it should have been, where something says so: the other attempt's amount, or the usual fee.</summary>
    public long? ExpectedMinor { get; set; }

    /// <summary>Of a fee: what was taken.</summary>
    public long? FeeMinor { get; set; }

    /// <summary>1: both charges name the same order; 0: they name different ones; null: one names none.</summary>
    public int? SameOrder { get; set; }

    /// <summary>The customer's case about one of the two charges, within seven days.</summary>
    public int? TicketSourceId { get; set; }
    public string? TicketRef { get; set; }

    /// <summary>One of the two charges was given back.</summary>
    public DateTime? RefundedAt { get; set; }
    public DateTime? DisputedAt { get; set; }
}
