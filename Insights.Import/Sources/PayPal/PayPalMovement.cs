namespace Insights.Import.Sources.PayPal;

/// <summary>One movement of a PayPal account, whichever report told of it. Amounts are signed minor units as stored: money received is positive.</summary>
internal sealed record PayPalMovement
{
    /// <summary>PayPal's Transaction ID, or null where the report has none.</summary>
    public required string Id { get; init; }

    /// <summary>The id stands for this row alone: it was made from the row's content, because the report has no ids.</summary>
    public bool IsOwnId { get; init; }
    public required PayPalCode Code { get; init; }

    /// <summary>What a person has said a code or type of an unknown name is; null for those known here.</summary>
    public string? SaidKind { get; init; }
    public required bool IsCredit { get; init; }
    public required DateTime At { get; init; }
    public DateTime? SettledAt { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>What PayPal kept of it; negative where it gave a fee back.</summary>
    public long Fee { get; init; }
    public string Status { get; init; } = "succeeded";
    public string? FailureCode { get; init; }

    /// <summary>The transaction this one is about.</summary>
    public string? Reference { get; init; }
    public string? CustomerRef { get; init; }
    public string? OrderRef { get; init; }
    public string? Product { get; init; }
    /// <summary>The buyer's: PayPal does not tell where a card was issued.</summary>
    public string? CustomerCountry { get; init; }
    public string? Brand { get; init; }
    public bool PaidByCard { get; init; }
    public int Line { get; init; }
}
