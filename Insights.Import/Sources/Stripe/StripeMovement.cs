namespace Insights.Import.Sources.Stripe;

/// <summary>One movement on a Stripe balance, whichever export told of it. Amounts are signed minor units as stored, of <see cref="Currency"/>.</summary>
internal sealed record StripeMovement
{
    /// <summary><c>txn_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What moved the money: <c>ch_ py_ re_ pyr_ du_ dp_ po_ tr_ …</c>; null where the export does not name it.</summary>
    public string? Source { get; init; }

    /// <summary>The payment it belongs to, where the export has a column for it.</summary>
    public string? Charge { get; init; }

    /// <summary>charge, refund, dispute, dispute_reversal, payout, fee or adjustment.</summary>
    public required string Moves { get; init; }

    /// <summary>What a person has said a movement of an unknown name is; null for those known here.</summary>
    public string? SaidKind { get; init; }

    /// <summary>Stripe's own word for it.</summary>
    public string? Category { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? AvailableAt { get; init; }
    public required string Currency { get; init; }
    public required long Gross { get; init; }
    public required long Fee { get; init; }
    public required long Net { get; init; }

    /// <summary>What the customer paid, where that is another currency than the balance's.</summary>
    public long? CustomerAmount { get; init; }
    public string? CustomerCurrency { get; init; }
    public string? PayoutStatus { get; init; }
    public string? DisputeReason { get; init; }
    public string? CustomerRef { get; init; }
    public string? OrderRef { get; init; }
    public string? Descriptor { get; init; }
    public string? Brand { get; init; }
    public string? Country { get; init; }
    public string? CustomerCountry { get; init; }
    public string? Method { get; init; }
    public int Line { get; init; }
}
